import { asClass, asValue, type AwilixContainer } from "awilix"
import { AfterPaymentFacts } from "./after-payment-facts"
import { Accounts } from "./options/accounts"
import { AfterPaymentWorker } from "./after-payment/after-payment-worker"
import { ConsumerTally } from "./consumers/consumer-tally"
import { Consumers } from "./consumers/consumers"
import { DeliveryWorker } from "./deliveries/delivery-worker"
import { Destinations } from "./deliveries/destinations"
import { DestinationEditor } from "./deliveries/editing/destination-editor"
import { OutcomeRecorder } from "./deliveries/outcome-recorder"
import { Keyring } from "./deliveries/secrets/keyring"
import { Senders } from "./deliveries/senders"
import { LiveHints } from "./live/hints"
import { BatchedReads } from "./live/batched-reads"
import { LiveHub } from "./live/hub"
import { LiveNews } from "./live/news"
import { StatusTags } from "./live/status-tags"
import { InFlight } from "./queue/in-flight"
import { Inbox } from "./inbox/inbox"
import { ReplayWorker } from "./inbox/replay/replay-worker"
import { InboxWorker } from "./inbox/worker"
import { WebhookRecorder } from "./intake/recorder"
import { WebhookTally } from "./metrics/webhook-tally"
import { NotificationOutbox } from "./outbox/notification-outbox"
import { NotificationWorker } from "./outbox/notification-worker"
import { PlanningQueue } from "./outbox/planning-queue"
import { Metrics } from "./metrics/metrics"
import { MetricsRollup } from "./metrics/rollup"
import { onProvidedChannels } from "./notifications/provided-channels"
import { parseOptions } from "./options"
import { ProviderClient } from "./reconciliation/provider-client"
import { RateBudget } from "./reconciliation/rate-budget"
import { DELIVERY_CONNECTIONS } from "./queue/times"
import { Turns } from "./queue/turns"
import { createDataSource } from "./store/data-source"
import { databaseSettings } from "./store/database-settings"
import { AfterPaymentRepository } from "./store/after-payment-repository"
import { AccountHealthRepository } from "./store/account-health-repository"
import { AttentionOverviewRepository } from "./store/attention-overview-repository"
import { PaymentStoryRepository } from "./store/payment-story-repository"
import { SearchRepository } from "./store/search-repository"
import { AttentionRepository } from "./store/attention-repository"
import { ConsumerRepository } from "./store/consumer-repository"
import { DeliveryDestinationRepository } from "./store/delivery-destination-repository"
import { DeliveryRepository } from "./store/delivery-repository"
import { DeliveryOverviewRepository } from "./store/delivery-overview-repository"
import { DisputeRepository } from "./store/dispute-repository"
import { OrderSnapshotRepository } from "./store/order-snapshot-repository"
import { InstallationRepository } from "./store/installation-repository"
import { LiveRepository } from "./store/live-repository"
import { MedusaLockRepository } from "./store/medusa-lock-repository"
import { MetricsRepository } from "./store/metrics-repository"
import { MetricsRollupRepository } from "./store/metrics-rollup-repository"
import { EndedAuthorizationRepository } from "./store/ended-authorization-repository"
import { ErasureRepository } from "./store/erasure-repository"
import { NotificationPreferenceRepository } from "./store/notification-preference-repository"
import { NotificationRepository } from "./store/notification-repository"
import { openDataSource } from "./store/open-data-source"
import { PaymentRepository } from "./store/payment-repository"
import { PushSubscriptionRepository } from "./store/push-subscription-repository"
import { ListRepository } from "./store/graph/lists"
import { QueryRepository } from "./store/graph/query"
import { Reads } from "./store/reads"
import { ReconciliationCheckRepository } from "./store/reconciliation-check-repository"
import { ReconciliationFindingRepository } from "./store/reconciliation-finding-repository"
import { ReconciliationRunRepository } from "./store/reconciliation-run-repository"
import { RetentionRepository } from "./store/retention-repository"
import { StatusRepository } from "./store/status-repository"
import { RiskRepository } from "./store/risk-repository"
import { SuspectRepository } from "./store/suspect-repository"
import { WebhookCountRepository } from "./store/webhook-count-repository"
import { WebhookEventRepository } from "./store/webhook-event-repository"
import { WebhookOverviewRepository } from "./store/webhook-overview-repository"
import { WebhookReplayRepository } from "./store/webhook-replay-repository"

interface LoaderArgs {
  readonly container: AwilixContainer
  readonly options?: unknown
}

/**
 * Wires the module. Everything is a registration of the module's container, so that a test can replace any part by its name.
 * Wrong options or an unreachable database stop the boot here.
 */
export async function registerServices({ container, options }: LoaderArgs): Promise<void> {
  const logger = container.resolve<{ warn(message: string): void } | undefined>("logger", { allowUnregistered: true })
  const warn = (problem: string) => logger?.warn(`medusa-payment-notifications: ${problem}`)
  const resolved = parseOptions(options, warn)
  const config = container.resolve<{ projectConfig?: object }>("configModule", { allowUnregistered: true })
  const { notifications, channelsWithoutProvider } = onProvidedChannels(resolved.notifications, config, warn)
  const database = databaseSettings(options, config?.projectConfig)
  const dataSource = await openDataSource(createDataSource(database, { poolSize: resolved.databasePoolSize }))
  const readDataSource = await openDataSource(createDataSource(database, { poolSize: resolved.databaseReadPoolSize }))
  container.register({
    options: asValue({ ...resolved, notifications }),
    channelsWithoutProvider: asValue(channelsWithoutProvider),
    providers: asValue(resolved.providers),
    clock: asValue(() => new Date()),
    fetch: asValue(globalThis.fetch),
    dataSource: asValue(dataSource),
    readDataSource: asValue(readDataSource),
    reads: asClass(Reads).singleton(),
    accounts: asClass(Accounts).singleton(),
    webhookEvents: asClass(WebhookEventRepository).singleton(),
    webhookOverview: asClass(WebhookOverviewRepository).singleton(),
    webhookReplays: asClass(WebhookReplayRepository).singleton(),
    replayWorker: asClass(ReplayWorker).singleton(),
    suspects: asClass(SuspectRepository).singleton(),
    endedAuthorizations: asClass(EndedAuthorizationRepository).singleton(),
    afterPaymentFacts: asClass(AfterPaymentFacts).singleton(),
    payments: asClass(PaymentRepository).singleton(),
    notifications: asClass(NotificationRepository).singleton(),
    pushSubscriptions: asClass(PushSubscriptionRepository).singleton(),
    queries: asClass(QueryRepository).singleton(),
    lists: asClass(ListRepository).singleton(),
    webhookCounts: asClass(WebhookCountRepository).singleton(),
    accountHealth: asClass(AccountHealthRepository).singleton(),
    webhookTally: asClass(WebhookTally).singleton(),
    metricsRows: asClass(MetricsRepository).singleton(),
    metricsDays: asClass(MetricsRollupRepository).singleton(),
    deliveryOverview: asClass(DeliveryOverviewRepository).singleton(),
    metricsRollup: asClass(MetricsRollup).singleton(),
    metrics: asClass(Metrics).singleton(),
    recorder: asClass(WebhookRecorder).singleton(),
    intakeInFlight: asClass(InFlight).singleton(),
    processingInFlight: asClass(InFlight).singleton(),
    inbox: asClass(Inbox).singleton(),
    worker: asClass(InboxWorker).singleton(),
    consumerRows: asClass(ConsumerRepository).singleton(),
    consumerTally: asClass(ConsumerTally).singleton(),
    consumers: asClass(Consumers).singleton(),
    disputes: asClass(DisputeRepository).singleton(),
    orderSnapshots: asClass(OrderSnapshotRepository).singleton(),
    medusaLocks: asClass(MedusaLockRepository).singleton(),
    risk: asClass(RiskRepository).singleton(),
    destinationKinds: asValue(resolved.deliveries.kinds),
    keyring: asValue(new Keyring(resolved.deliveries.encryptionKeys)),
    destinations: asClass(Destinations).singleton(),
    destinationEditor: asClass(DestinationEditor).singleton(),
    senders: asClass(Senders).singleton(),
    deliveryTurns: asValue(new Turns(DELIVERY_CONNECTIONS)),
    outcomeRecorder: asClass(OutcomeRecorder).singleton(),
    deliveryWorker: asClass(DeliveryWorker).singleton(),
    deliveries: asClass(DeliveryRepository).singleton(),
    deliveryDestinations: asClass(DeliveryDestinationRepository).singleton(),
    attention: asClass(AttentionRepository).singleton(),
    attentionOverview: asClass(AttentionOverviewRepository).singleton(),
    paymentStories: asClass(PaymentStoryRepository).singleton(),
    searches: asClass(SearchRepository).singleton(),
    afterPayments: asClass(AfterPaymentRepository).singleton(),
    afterPaymentWorker: asClass(AfterPaymentWorker).singleton(),
    notificationPreferences: asClass(NotificationPreferenceRepository).singleton(),
    notificationOutbox: asClass(NotificationOutbox).singleton(),
    notificationWorker: asClass(NotificationWorker).singleton(),
    planningQueue: asClass(PlanningQueue).singleton(),
    rateBudget: asClass(RateBudget).singleton(),
    providerClient: asClass(ProviderClient).singleton(),
    reconciliationRuns: asClass(ReconciliationRunRepository).singleton(),
    reconciliationChecks: asClass(ReconciliationCheckRepository).singleton(),
    reconciliationFindings: asClass(ReconciliationFindingRepository).singleton(),
    status: asClass(StatusRepository).singleton(),
    installation: asClass(InstallationRepository).singleton(),
    retention: asClass(RetentionRepository).singleton(),
    erasures: asClass(ErasureRepository).singleton(),
    warn: asValue(warn),
    liveRows: asClass(LiveRepository).singleton(),
    liveHints: asClass(LiveHints).singleton(),
    liveNews: asClass(LiveNews).singleton(),
    liveReads: asClass(BatchedReads).singleton(),
    live: asClass(LiveHub).singleton(),
    statusTags: asClass(StatusTags).singleton(),
  })
}
