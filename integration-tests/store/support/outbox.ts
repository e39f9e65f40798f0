import { readSendFailure } from "../../../src/services/notifications/send-error"
import type { Attempted } from "../../../src/services/outbox/attempt-outcome"
import type { PlannedNotification } from "../../../src/services/outbox/notification-outbox"
import type { PaymentNotification, PaymentRecord } from "../../../src/services/store/entities"
import type { ClaimedNotification } from "../../../src/services/store/notification-repository"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./module"

/** Two instances of a store on one outbox, and two transitions to notify of. */
export interface OutboxWorld {
  readonly database: PluginDatabase
  readonly one: Instance
  readonly other: Instance
  /** Makes everything due now. */
  due(): Promise<unknown>
  rows(): Promise<any[]>
  attempts(): Promise<any[]>
}

export async function openOutbox(): Promise<OutboxWorld> {
  const database = await openPluginDatabase()
  const notifications = { retryInitialSeconds: 10, retryMaxSeconds: 40, giveUpAfterSeconds: 1000 }
  const [one, other] = await Promise.all([database.instance({ notifications }), database.instance({ notifications })])
  await one.payments.serialize("payses_1", async (payments) => {
    const record = { id: "prec_1", payment_session_id: "payses_1", account: "hmac", provider: "hmac" }
    const money = { amount: "100", currency_code: "eur" }
    let outcome: PaymentRecord | null = null
    for (const id of ["ptrn_1", "ptrn_2"]) {
      const history = { webhook_event_id: "pwhe_1", fact: "payment.captured", reason_code: null, occurred_at: null }
      const transition = await payments.recordTransition(
        outcome,
        { ...record, ...money, state: "captured" },
        { id, from_state: "pending", to_state: "captured", ...history, ...money },
      )
      outcome = transition.record
    }
  })
  return {
    database,
    one,
    other,
    due: () => database.query(`UPDATE payment_notification SET next_attempt_at = now()`),
    rows: () => database.query(`SELECT * FROM payment_notification ORDER BY recipient, payment_transition_id, created_at`),
    attempts: () => database.query(`SELECT * FROM payment_notification_attempt ORDER BY payment_notification_id, number`),
  }
}

/** An attempt that failed, as the hand-over reads it. */
export const failed = (message: ClaimedNotification, error: Error): Attempted => ({
  message,
  error,
  failure: readSendFailure(error.message),
})

/** Finds the message that goes out where `dead` failed for good, among `siblings` about the same fact. */
export type FindFailover = (
  dead: PaymentNotification,
  siblings: readonly PaymentNotification[],
) => Promise<PlannedNotification | undefined | void>

/** The application's work on dead messages, with a channel that the test chooses. */
export async function failOver(
  { notificationOutbox }: Instance,
  dead: readonly PaymentNotification[],
  find: FindFailover,
): Promise<void> {
  for (const each of dead) {
    const failover = await find(each, await notificationOutbox.siblingsOf(each))
    await notificationOutbox.failOver(each.id, failover ?? undefined)
  }
}

/** A message to Ada about the first transition, unless the test gives other values. */
export const message = (given: Partial<PlannedNotification> = {}): PlannedNotification => ({
  subject: given.payment_transition_id ?? "ptrn_1",
  payment_transition_id: "ptrn_1",
  payment_attention_id: null,
  payment_record_id: "prec_1",
  fact: "payment.captured",
  audience: "customer",
  channel: "email",
  recipient: "ada@example.com",
  locale: null,
  template: "payment.captured",
  data: { amount: "100" },
  topic: "payment",
  essential: true,
  customer_id: null,
  digest_key: null,
  failover_of: null,
  delaySeconds: 0,
  suppressed: null,
  ...given,
})
