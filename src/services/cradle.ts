import type { DataSource } from "typeorm"
import type { AfterPaymentFacts } from "./after-payment-facts"
import type { Accounts } from "./options/accounts"
import type { AfterPaymentWorker } from "./after-payment/after-payment-worker"
import type { InFlight } from "./queue/in-flight"
import type { Inbox } from "./inbox/inbox"
import type { InboxWorker } from "./inbox/worker"
import type { WebhookRecorder } from "./intake/recorder"
import type { WebhookTally } from "./metrics/webhook-tally"
import type { NotificationOutbox } from "./outbox/notification-outbox"
import type { NotificationWorker } from "./outbox/notification-worker"
import type { PlanningQueue } from "./outbox/planning-queue"
import type { Metrics } from "./metrics/metrics"
import type { ResolvedOptions } from "./options"
import type { PaymentProvider } from "./providers/provider"
import type { ProviderClient } from "./reconciliation/provider-client"
import type { RateBudget } from "./reconciliation/rate-budget"
import type { AttentionRepository } from "./store/attention-repository"
import type { DisputeRepository } from "./store/dispute-repository"
import type { AfterPaymentRepository } from "./store/after-payment-repository"
import type { NotificationPreferenceRepository } from "./store/notification-preference-repository"
import type { NotificationRepository } from "./store/notification-repository"
import type { PaymentRepository } from "./store/payment-repository"
import type { PushSubscriptionRepository } from "./store/push-subscription-repository"
import type { QueryRepository } from "./store/graph/query"
import type { ReconciliationCheckRepository } from "./store/reconciliation-check-repository"
import type { ReconciliationFindingRepository } from "./store/reconciliation-finding-repository"
import type { ReconciliationRunRepository } from "./store/reconciliation-run-repository"
import type { RetentionRepository } from "./store/retention-repository"
import type { StatusRepository } from "./store/status-repository"
import type { RiskRepository } from "./store/risk-repository"

/** The registrations of the module's container, as `loader.ts` makes them. */
export interface Cradle {
  readonly options: ResolvedOptions
  readonly providers: ReadonlyMap<string, PaymentProvider>
  readonly clock: () => Date
  readonly fetch: typeof fetch
  readonly dataSource: DataSource
  readonly accounts: Accounts
  readonly afterPaymentFacts: AfterPaymentFacts
  readonly payments: PaymentRepository
  readonly notifications: NotificationRepository
  readonly pushSubscriptions: PushSubscriptionRepository
  readonly queries: QueryRepository
  readonly recorder: WebhookRecorder
  readonly inbox: Inbox
  readonly worker: InboxWorker
  readonly intakeInFlight: InFlight
  readonly notificationPreferences: NotificationPreferenceRepository
  readonly notificationOutbox: NotificationOutbox
  readonly notificationWorker: NotificationWorker
  readonly planningQueue: PlanningQueue
  readonly attention: AttentionRepository
  readonly rateBudget: RateBudget
  readonly providerClient: ProviderClient
  readonly reconciliationRuns: ReconciliationRunRepository
  readonly reconciliationChecks: ReconciliationCheckRepository
  readonly reconciliationFindings: ReconciliationFindingRepository
  readonly status: StatusRepository
  readonly disputes: DisputeRepository
  readonly risk: RiskRepository
  readonly afterPayments: AfterPaymentRepository
  readonly afterPaymentWorker: AfterPaymentWorker
  readonly webhookTally: WebhookTally
  readonly metrics: Metrics
  readonly retention: RetentionRepository
}
