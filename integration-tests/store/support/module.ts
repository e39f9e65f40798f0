import { createContainer } from "awilix"
import { randomUUID } from "node:crypto"
import type { DataSource } from "typeorm"
import type { PaymentNotificationOptions } from "../../../src"
import type { Inbox } from "../../../src/services/inbox/inbox"
import type { InboxWorker } from "../../../src/services/inbox/worker"
import type { WebhookRecorder } from "../../../src/services/intake/recorder"
import type { WebhookTally } from "../../../src/services/metrics/webhook-tally"
import type { NotificationOutbox } from "../../../src/services/outbox/notification-outbox"
import { registerServices } from "../../../src/services/loader"
import type { Metrics } from "../../../src/services/metrics/metrics"
import type { AttentionOverviewRepository } from "../../../src/services/store/attention-overview-repository"
import type { PaymentStoryRepository } from "../../../src/services/store/payment-story-repository"
import type { AttentionRepository } from "../../../src/services/store/attention-repository"
import type { DeliveryDestinationRepository } from "../../../src/services/store/delivery-destination-repository"
import type { DeliveryRepository } from "../../../src/services/store/delivery-repository"
import type { DeliveryOverviewRepository } from "../../../src/services/store/delivery-overview-repository"
import type { DisputeRepository } from "../../../src/services/store/dispute-repository"
import type { OrderSnapshotRepository } from "../../../src/services/store/order-snapshot-repository"
import type { ErasureRepository } from "../../../src/services/store/erasure-repository"
import type { AfterPaymentRepository } from "../../../src/services/store/after-payment-repository"
import type { NotificationRepository } from "../../../src/services/store/notification-repository"
import type { PaymentRepository } from "../../../src/services/store/payment-repository"
import type { PushSubscriptionRepository } from "../../../src/services/store/push-subscription-repository"
import type { ListRepository } from "../../../src/services/store/graph/lists"
import type { QueryRepository } from "../../../src/services/store/graph/query"
import type { Reads } from "../../../src/services/store/reads"
import type { ReconciliationCheckRepository } from "../../../src/services/store/reconciliation-check-repository"
import type { ReconciliationFindingRepository } from "../../../src/services/store/reconciliation-finding-repository"
import type { ReconciliationRunRepository } from "../../../src/services/store/reconciliation-run-repository"
import type { RetentionRepository } from "../../../src/services/store/retention-repository"
import type { MetricsRepository } from "../../../src/services/store/metrics-repository"
import type { MetricsRollupRepository } from "../../../src/services/store/metrics-rollup-repository"
import { runMigrations } from "../../../src/services/store/run-migrations"
import type { StatusRepository } from "../../../src/services/store/status-repository"
import type { WebhookCountRepository } from "../../../src/services/store/webhook-count-repository"
import type { WebhookOverviewRepository } from "../../../src/services/store/webhook-overview-repository"
import type { WebhookReplayRepository } from "../../../src/services/store/webhook-replay-repository"
import type { ClaimedEvent, NewWebhookEvent, WebhookEventRepository } from "../../../src/services/store/webhook-event-repository"
import { createTestDatabase } from "../../setup"

/** The module's services as its own loader wires them: one instance of a store, without Medusa around it. */
export interface Instance {
  readonly dataSource: DataSource
  readonly readDataSource: DataSource
  readonly reads: Reads
  readonly webhookEvents: WebhookEventRepository
  readonly recorder: WebhookRecorder
  readonly inbox: Inbox
  readonly worker: InboxWorker
  readonly payments: PaymentRepository
  readonly notifications: NotificationRepository
  readonly afterPayments: AfterPaymentRepository
  readonly deliveries: DeliveryRepository
  readonly deliveryDestinations: DeliveryDestinationRepository
  readonly attention: AttentionRepository
  readonly attentionOverview: AttentionOverviewRepository
  readonly paymentStories: PaymentStoryRepository
  readonly deliveryOverview: DeliveryOverviewRepository
  readonly disputes: DisputeRepository
  readonly orderSnapshots: OrderSnapshotRepository
  readonly notificationOutbox: NotificationOutbox
  readonly pushSubscriptions: PushSubscriptionRepository
  readonly queries: QueryRepository
  readonly lists: ListRepository
  readonly reconciliationChecks: ReconciliationCheckRepository
  readonly reconciliationFindings: ReconciliationFindingRepository
  readonly reconciliationRuns: ReconciliationRunRepository
  readonly status: StatusRepository
  readonly webhookCounts: WebhookCountRepository
  readonly webhookTally: WebhookTally
  readonly webhookOverview: WebhookOverviewRepository
  readonly webhookReplays: WebhookReplayRepository
  readonly metrics: Metrics
  readonly metricsRows: MetricsRepository
  readonly metricsDays: MetricsRollupRepository
  readonly retention: RetentionRepository
  readonly erasures: ErasureRepository
}

export interface InstanceOptions extends PaymentNotificationOptions {
  /** Where the tables are. Default: public. */
  schema?: string
  /** Another way to the database than its own URL. */
  url?: string
  /** Medusa's `databaseDriverOptions`. */
  driverOptions?: object
}

/** A database with the plugin's tables and nothing else, and any number of instances on it. */
export interface PluginDatabase {
  readonly url: string
  query<T = any>(sql: string, parameters?: unknown[]): Promise<T[]>
  instance(options?: InstanceOptions): Promise<Instance>
  close(): Promise<void>
}

export async function openPluginDatabase(): Promise<PluginDatabase> {
  const database = await createTestDatabase({ empty: true })
  const instances: Instance[] = []
  await runMigrations({ options: { database: { clientUrl: database.url } } })
  const instance = async ({ schema, url = database.url, driverOptions, ...options }: InstanceOptions = {}): Promise<Instance> => {
    const container = createContainer()
    await registerServices({
      container,
      options: { ...options, database: { clientUrl: url, ...(schema && { schema }), ...(driverOptions && { driverOptions }) } },
    })
    instances.push(container.cradle as Instance)
    return container.cradle as Instance
  }
  const watcher = await instance()
  return {
    url: database.url,
    query: (sql, parameters) => watcher.dataSource.query(sql, parameters),
    instance,
    async close() {
      for (const { dataSource, readDataSource } of instances) {
        for (const opened of [dataSource, readDataSource]) if (opened.isInitialized) await opened.destroy()
      }
      await database.drop()
    },
  }
}

/** Lets an attempt at an event fail with this error; answers the state of its row. */
export async function fail({ inbox }: Pick<Instance, "inbox">, event: ClaimedEvent, error: unknown): Promise<string> {
  const verdict = inbox.failureOf(event, error)
  await inbox.complete(event, verdict)
  return verdict.state
}

/** An event as intake passes it to the recorder. The test gives the values that matter to it; the rest is made up. */
export const newEvent = (given: Partial<NewWebhookEvent> = {}): NewWebhookEvent => ({
  id: `pwhe_${randomUUID()}`,
  account: "hmac",
  source: "webhook",
  provider: "hmac",
  event_id: `evt_${randomUUID()}`,
  type: "payment.captured",
  body: Buffer.from("{}"),
  headers: {},
  payload: { amount: "100" },
  state: "received",
  reason: null,
  last_error: null,
  occurred_at: null,
  received_at: new Date(),
  ...given,
})

/** Many of them. */
export const newEvents = (count: number, given: Partial<NewWebhookEvent> = {}): NewWebhookEvent[] =>
  Array.from({ length: count }, () => newEvent(given))
