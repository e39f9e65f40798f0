import type { DataSource } from "typeorm"
import type { AfterPaymentFacts } from "./after-payment-facts"
import type { Accounts } from "./options/accounts"
import type { AfterPaymentWorker } from "./after-payment/after-payment-worker"
import type { ConsumerTally } from "./consumers/consumer-tally"
import type { Consumers } from "./consumers/consumers"
import type { DeliveryWorker } from "./deliveries/delivery-worker"
import type { Destinations } from "./deliveries/destinations"
import type { DestinationEditor } from "./deliveries/editing/destination-editor"
import type { DestinationKind } from "./deliveries/kind"
import type { Keyring } from "./deliveries/secrets/keyring"
import type { Senders } from "./deliveries/senders"
import type { LiveHints } from "./live/hints"
import type { BatchedReads } from "./live/batched-reads"
import type { LiveHub } from "./live/hub"
import type { LiveNews } from "./live/news"
import type { StatusTags } from "./live/status-tags"
import type { InFlight } from "./queue/in-flight"
import type { Inbox } from "./inbox/inbox"
import type { ReplayWorker } from "./inbox/replay/replay-worker"
import type { InboxWorker } from "./inbox/worker"
import type { WebhookRecorder } from "./intake/recorder"
import type { WebhookTally } from "./metrics/webhook-tally"
import type { NotificationOutbox } from "./outbox/notification-outbox"
import type { NotificationWorker } from "./outbox/notification-worker"
import type { PlanningQueue } from "./outbox/planning-queue"
import type { Metrics } from "./metrics/metrics"
import type { MetricsRollup } from "./metrics/rollup"
import type { ResolvedOptions } from "./options"
import type { PaymentProvider } from "./providers/provider"
import type { ProviderClient } from "./reconciliation/provider-client"
import type { RateBudget } from "./reconciliation/rate-budget"
import type { AccountHealthRepository } from "./store/account-health-repository"
import type { AttentionOverviewRepository } from "./store/attention-overview-repository"
import type { PaymentStoryRepository } from "./store/payment-story-repository"
import type { SearchRepository } from "./store/search-repository"
import type { AttentionRepository } from "./store/attention-repository"
import type { ConsumerRepository } from "./store/consumer-repository"
import type { DeliveryDestinationRepository } from "./store/delivery-destination-repository"
import type { DeliveryRepository } from "./store/delivery-repository"
import type { ErasureRepository } from "./store/erasure-repository"
import type { DeliveryOverviewRepository } from "./store/delivery-overview-repository"
import type { DisputeRepository } from "./store/dispute-repository"
import type { OrderSnapshotRepository } from "./store/order-snapshot-repository"
import type { AfterPaymentRepository } from "./store/after-payment-repository"
import type { InstallationRepository } from "./store/installation-repository"
import type { LiveRepository } from "./store/live-repository"
import type { MedusaLockRepository } from "./store/medusa-lock-repository"
import type { NotificationPreferenceRepository } from "./store/notification-preference-repository"
import type { NotificationRepository } from "./store/notification-repository"
import type { PaymentRepository } from "./store/payment-repository"
import type { PushSubscriptionRepository } from "./store/push-subscription-repository"
import type { ListRepository } from "./store/graph/lists"
import type { QueryRepository } from "./store/graph/query"
import type { Reads } from "./store/reads"
import type { ReconciliationCheckRepository } from "./store/reconciliation-check-repository"
import type { ReconciliationFindingRepository } from "./store/reconciliation-finding-repository"
import type { ReconciliationRunRepository } from "./store/reconciliation-run-repository"
import type { RetentionRepository } from "./store/retention-repository"
import type { StatusRepository } from "./store/status-repository"
import type { RiskRepository } from "./store/risk-repository"
import type { WebhookCountRepository } from "./store/webhook-count-repository"
import type { WebhookOverviewRepository } from "./store/webhook-overview-repository"
import type { WebhookReplayRepository } from "./store/webhook-replay-repository"

/** The registrations of the module's container, as `loader.ts` makes them. */
export interface Cradle {
  readonly options: ResolvedOptions
  /** Channels of the options that no provider of the Notification Module has. */
  readonly channelsWithoutProvider: readonly string[]
  readonly providers: ReadonlyMap<string, PaymentProvider>
  readonly clock: () => Date
  readonly fetch: typeof fetch
  readonly dataSource: DataSource
  /** The few connections of lists and figures. */
  readonly readDataSource: DataSource
  readonly reads: Reads
  readonly accounts: Accounts
  readonly afterPaymentFacts: AfterPaymentFacts
  readonly payments: PaymentRepository
  readonly notifications: NotificationRepository
  readonly pushSubscriptions: PushSubscriptionRepository
  readonly queries: QueryRepository
  readonly lists: ListRepository
  readonly recorder: WebhookRecorder
  readonly inbox: Inbox
  readonly worker: InboxWorker
  readonly consumers: Consumers
  readonly consumerRows: ConsumerRepository
  readonly consumerTally: ConsumerTally
  readonly intakeInFlight: InFlight
  readonly notificationPreferences: NotificationPreferenceRepository
  readonly notificationOutbox: NotificationOutbox
  readonly notificationWorker: NotificationWorker
  readonly planningQueue: PlanningQueue
  readonly destinationKinds: ReadonlyMap<string, DestinationKind>
  readonly keyring: Keyring
  readonly destinations: Destinations
  readonly destinationEditor: DestinationEditor
  readonly senders: Senders
  readonly deliveryWorker: DeliveryWorker
  readonly deliveries: DeliveryRepository
  readonly deliveryDestinations: DeliveryDestinationRepository
  readonly attention: AttentionRepository
  readonly attentionOverview: AttentionOverviewRepository
  readonly paymentStories: PaymentStoryRepository
  readonly searches: SearchRepository
  readonly rateBudget: RateBudget
  readonly providerClient: ProviderClient
  readonly reconciliationRuns: ReconciliationRunRepository
  readonly reconciliationChecks: ReconciliationCheckRepository
  readonly reconciliationFindings: ReconciliationFindingRepository
  readonly status: StatusRepository
  readonly installation: InstallationRepository
  readonly disputes: DisputeRepository
  readonly orderSnapshots: OrderSnapshotRepository
  readonly medusaLocks: MedusaLockRepository
  readonly risk: RiskRepository
  readonly afterPayments: AfterPaymentRepository
  readonly afterPaymentWorker: AfterPaymentWorker
  readonly webhookTally: WebhookTally
  readonly webhookCounts: WebhookCountRepository
  readonly accountHealth: AccountHealthRepository
  readonly deliveryOverview: DeliveryOverviewRepository
  readonly metrics: Metrics
  readonly metricsRollup: MetricsRollup
  readonly retention: RetentionRepository
  readonly erasures: ErasureRepository
  readonly warn: (message: string) => void
  readonly liveRows: LiveRepository
  readonly liveHints: LiveHints
  readonly liveNews: LiveNews
  readonly liveReads: BatchedReads
  readonly live: LiveHub
  readonly statusTags: StatusTags
  readonly webhookOverview: WebhookOverviewRepository
  readonly webhookReplays: WebhookReplayRepository
  readonly replayWorker: ReplayWorker
}
