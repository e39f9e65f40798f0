import type { DataSource } from "typeorm"
import type { AfterPaymentFacts } from "./after-payment-facts"
import type { Accounts } from "./options/accounts"
import { UnknownAccountError } from "./domain/errors"
import type { FollowUpWorker } from "./after-payment/follow-up-worker"
import type { Gauge } from "./queue/gauge"
import type { Inbox } from "./inbox/inbox"
import type { InboxWorker } from "./inbox/worker"
import { readEvent } from "./intake/read-event"
import { receive, type Received } from "./intake/receive"
import { recordFacts, type ReconciledFacts } from "./intake/record-facts"
import type { WebhookRecorder } from "./intake/recorder"
import type { WebhookTally } from "./metrics/webhook-tally"
import { joinerConfig } from "./store/graph/joiner-config"
import type { NotificationLedger } from "./outbox/notification-ledger"
import type { NotificationWorker } from "./outbox/notification-worker"
import type { PlanningQueue } from "./outbox/planning-queue"
import type { Metrics } from "./metrics/metrics"
import type { Account, ResolvedOptions } from "./options"
import type { MedusaWebhookReader, PaymentProvider, Reading, WebhookReply, WebhookRequest } from "./providers/provider"
import { redact } from "./providers/kit/redact"
import { QueryService } from "./store/graph/query-methods"
import type { ProviderClient } from "./reconciliation/provider-client"
import type { RateBudget } from "./reconciliation/rate-budget"
import type { WebhookEvent } from "./store/entities"
import type { AttentionRepository } from "./store/attention-repository"
import type { DisputeRepository } from "./store/dispute-repository"
import type { FollowUpRepository } from "./store/follow-up-repository"
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

interface Cradle {
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
  readonly intakeGauge: Gauge
  readonly notificationPreferences: NotificationPreferenceRepository
  readonly notificationLedger: NotificationLedger
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
  readonly followUps: FollowUpRepository
  readonly followUpWorker: FollowUpWorker
  readonly webhookTally: WebhookTally
  readonly metrics: Metrics
  readonly retention: RetentionRepository
}

/** What reconciliation keeps and asks. */
export type Reconciliation = Readonly<{
  runs: ReconciliationRunRepository
  checks: ReconciliationCheckRepository
  findings: ReconciliationFindingRepository
  client: ProviderClient
  budget: RateBudget
}>

/** The module's only door: intake, inbox, state and ledger, and what `query.graph` asks for. It knows no other Medusa module. */
export class PaymentNotificationService extends QueryService {
  readonly options: ResolvedOptions
  readonly accounts: Accounts
  readonly inbox: Inbox
  readonly worker: InboxWorker
  readonly afterPaymentFacts: AfterPaymentFacts
  readonly payments: PaymentRepository
  readonly notifications: NotificationRepository
  readonly ledger: NotificationLedger
  readonly notificationPreferences: NotificationPreferenceRepository
  readonly notificationWorker: NotificationWorker
  readonly planningQueue: PlanningQueue
  readonly pushSubscriptions: PushSubscriptionRepository
  readonly attention: AttentionRepository
  readonly reconciliation: Reconciliation
  readonly status: StatusRepository
  readonly disputes: DisputeRepository
  readonly risk: RiskRepository
  readonly followUps: FollowUpRepository
  readonly followUpWorker: FollowUpWorker
  readonly tally: WebhookTally
  readonly metrics: Metrics
  readonly retention: RetentionRepository
  override readonly queries: QueryRepository
  readonly #cradle: Cradle

  constructor(cradle: Cradle) {
    super()
    this.queries = cradle.queries
    this.#cradle = cradle
    this.options = cradle.options
    this.accounts = cradle.accounts
    this.inbox = cradle.inbox
    this.worker = cradle.worker
    this.afterPaymentFacts = cradle.afterPaymentFacts
    this.payments = cradle.payments
    this.notifications = cradle.notifications
    this.ledger = cradle.notificationLedger
    this.notificationPreferences = cradle.notificationPreferences
    this.notificationWorker = cradle.notificationWorker
    this.planningQueue = cradle.planningQueue
    this.pushSubscriptions = cradle.pushSubscriptions
    this.attention = cradle.attention
    this.status = cradle.status
    this.reconciliation = {
      runs: cradle.reconciliationRuns,
      checks: cradle.reconciliationChecks,
      findings: cradle.reconciliationFindings,
      client: cradle.providerClient,
      budget: cradle.rateBudget,
    }
    this.disputes = cradle.disputes
    this.risk = cradle.risk
    this.followUps = cradle.followUps
    this.followUpWorker = cradle.followUpWorker
    this.tally = cradle.webhookTally
    this.metrics = cradle.metrics
    this.retention = cradle.retention
  }

  /** Verifies, records and acknowledges one webhook call. */
  receive(account: Account, request: WebhookRequest, readMedusaWebhook?: MedusaWebhookReader): Promise<Received> {
    const { recorder, clock, fetch, intakeGauge } = this.#cradle
    const provider = this.#provider(account.provider)
    return intakeGauge.during(() => receive({ recorder, now: clock, fetch }, account, provider, request, readMedusaWebhook))
  }

  /** Puts what a provider answered into the inbox, to be applied like a webhook; `false` when exactly that is there already. */
  recordFacts(account: Account, reconciled: ReconciledFacts): Promise<boolean> {
    return recordFacts(this.#cradle, account, reconciled)
  }

  /** Answers a provider that tries an account's URL out with a GET; undefined when it does no such thing. */
  handshake(account: Account, request: WebhookRequest): WebhookReply | undefined {
    const { clock, fetch } = this.#cradle
    return this.#provider(account.provider).handshake?.(request, { account, options: account.options, now: clock, fetch })
  }

  /** The body of a refusal in the account's dialect; undefined where its provider reads none. */
  refuse(account: Account, message: string): Omit<WebhookReply, "status"> | undefined {
    return this.#provider(account.provider).refuse?.(message)
  }

  /**
   * The facts of a recorded event, after asking the provider where its room does. Throws UnknownAccountError when its account has
   * left the configuration, ProviderUnavailableError when the provider does not answer.
   */
  read(event: WebhookEvent): Promise<{ account: Account; reading: Reading }> {
    return readEvent(this.#cradle, event)
  }

  /** The current time, as every part of the module reads it. */
  now(): Date {
    return this.#cradle.clock()
  }

  /** The event's payload as a person may see it. */
  redactPayload(event: Pick<WebhookEvent, "provider" | "payload" | "source">): unknown {
    if (event.source === "reconciliation") return event.payload
    return redact(event.payload, this.#cradle.providers.get(event.provider)?.redact ?? [])
  }

  #provider(id: string): PaymentProvider {
    const provider = this.#cradle.providers.get(id)
    if (!provider) throw new UnknownAccountError(`provider "${id}" is not part of this version of the plugin`)
    return provider
  }

  __joinerConfig() {
    return joinerConfig
  }

  readonly __hooks = {
    onApplicationPrepareShutdown: async (): Promise<void> => {
      const { worker, followUpWorker, planningQueue, notificationWorker } = this.#cradle
      await Promise.all([worker.stop(), followUpWorker.stop(), planningQueue.stop(), notificationWorker.stop()])
    },
    onApplicationShutdown: async (): Promise<void> => {
      const { dataSource, webhookTally } = this.#cradle
      await webhookTally.flush()
      if (dataSource.isInitialized) await dataSource.destroy()
    },
  }
}
