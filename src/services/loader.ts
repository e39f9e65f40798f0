import { asClass, asValue, type AwilixContainer } from "awilix"
import { AfterPaymentFacts } from "./after-payment-facts"
import { Accounts } from "./options/accounts"
import { AfterPaymentWorker } from "./after-payment/after-payment-worker"
import { InFlight } from "./queue/in-flight"
import { Inbox } from "./inbox/inbox"
import { InboxWorker } from "./inbox/worker"
import { WebhookRecorder } from "./intake/recorder"
import { WebhookTally } from "./metrics/webhook-tally"
import { NotificationOutbox } from "./outbox/notification-outbox"
import { NotificationWorker } from "./outbox/notification-worker"
import { PlanningQueue } from "./outbox/planning-queue"
import { Metrics } from "./metrics/metrics"
import { onProvidedChannels } from "./notifications/provided-channels"
import { parseOptions } from "./options"
import { ProviderClient } from "./reconciliation/provider-client"
import { RateBudget } from "./reconciliation/rate-budget"
import { createDataSource } from "./store/data-source"
import { databaseSettings } from "./store/database-settings"
import { AfterPaymentRepository } from "./store/after-payment-repository"
import { AttentionRepository } from "./store/attention-repository"
import { DisputeRepository } from "./store/dispute-repository"
import { MetricsRepository } from "./store/metrics-repository"
import { NotificationPreferenceRepository } from "./store/notification-preference-repository"
import { NotificationRepository } from "./store/notification-repository"
import { openDataSource } from "./store/open-data-source"
import { PaymentRepository } from "./store/payment-repository"
import { PushSubscriptionRepository } from "./store/push-subscription-repository"
import { QueryRepository } from "./store/graph/query"
import { ReconciliationCheckRepository } from "./store/reconciliation-check-repository"
import { ReconciliationFindingRepository } from "./store/reconciliation-finding-repository"
import { ReconciliationRunRepository } from "./store/reconciliation-run-repository"
import { RetentionRepository } from "./store/retention-repository"
import { StatusRepository } from "./store/status-repository"
import { RiskRepository } from "./store/risk-repository"
import { WebhookCountRepository } from "./store/webhook-count-repository"
import { WebhookEventRepository } from "./store/webhook-event-repository"

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
  const notifications = onProvidedChannels(resolved.notifications, config, warn)
  const dataSource = await openDataSource(
    createDataSource(databaseSettings(options, config?.projectConfig), resolved.databasePoolSize),
  )
  container.register({
    options: asValue({ ...resolved, notifications }),
    providers: asValue(resolved.providers),
    clock: asValue(() => new Date()),
    fetch: asValue(globalThis.fetch),
    dataSource: asValue(dataSource),
    accounts: asClass(Accounts).singleton(),
    webhookEvents: asClass(WebhookEventRepository).singleton(),
    afterPaymentFacts: asClass(AfterPaymentFacts).singleton(),
    payments: asClass(PaymentRepository).singleton(),
    notifications: asClass(NotificationRepository).singleton(),
    pushSubscriptions: asClass(PushSubscriptionRepository).singleton(),
    queries: asClass(QueryRepository).singleton(),
    webhookCounts: asClass(WebhookCountRepository).singleton(),
    webhookTally: asClass(WebhookTally).singleton(),
    metricsRows: asClass(MetricsRepository).singleton(),
    metrics: asClass(Metrics).singleton(),
    recorder: asClass(WebhookRecorder).singleton(),
    intakeInFlight: asClass(InFlight).singleton(),
    processingInFlight: asClass(InFlight).singleton(),
    inbox: asClass(Inbox).singleton(),
    worker: asClass(InboxWorker).singleton(),
    disputes: asClass(DisputeRepository).singleton(),
    risk: asClass(RiskRepository).singleton(),
    attention: asClass(AttentionRepository).singleton(),
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
    retention: asClass(RetentionRepository).singleton(),
  })
}
