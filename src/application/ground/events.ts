import { DISPUTE_STATES, REFUND_STATES, type DisputeState, type RefundState } from "../../services/domain/facts"
import { PAYMENT_STATES, type PaymentState } from "../../services/domain/states"

const PREFIX = "payment_notification"

/**
 * The name of a fact on Medusa's event bus: `payment.captured` → `payment_notification.payment.captured`.
 *
 * @example
 * ```ts
 * import { domainEvent } from "medusa-payment-notifications/workflows"
 *
 * export const config = { event: domainEvent("payment.captured") } // payment_notification.payment.captured
 * ```
 */
export const domainEvent = (fact: string): string => `${PREFIX}.${fact}`

/**
 * A hint that the inbox has something due. The rows are the jobs: losing the hint delays them until the sweep, no more.
 *
 * @example
 * ```ts
 * import { Modules } from "@medusajs/framework/utils"
 * import { WEBHOOK_EVENT_RECEIVED } from "medusa-payment-notifications/workflows"
 *
 * // Wakes the workers after rows were made due by hand.
 * await container.resolve(Modules.EVENT_BUS).emit({ name: WEBHOOK_EVENT_RECEIVED, data: {} })
 * ```
 */
export const WEBHOOK_EVENT_RECEIVED = `${PREFIX}.webhook_event.received`

/**
 * Every domain event about a payment, its refunds and its disputes, for subscribers.
 *
 * @example
 * ```ts
 * import { PAYMENT_EVENTS } from "medusa-payment-notifications/workflows"
 *
 * // A subscriber to everything that happens to payments, refunds and disputes.
 * export const config = { event: [...PAYMENT_EVENTS] }
 * ```
 */
export const PAYMENT_EVENTS: readonly string[] = [
  ...PAYMENT_STATES.map((state) => domainEvent(`payment.${state}`)),
  ...REFUND_STATES.map((state) => domainEvent(`refund.${state}`)),
  ...DISPUTE_STATES.map((state) => domainEvent(`dispute.${state}`)),
]

/**
 * An item needs a person's review. The event carries the attention item as the admin API shows it.
 *
 * @example
 * ```ts
 * import { ATTENTION_RAISED } from "medusa-payment-notifications/workflows"
 *
 * export const config = { event: ATTENTION_RAISED }
 * ```
 */
export const ATTENTION_RAISED = `${PREFIX}.attention.raised`

/** The data of a domain event. It is delivered at least once; `id` and `version` distinguish repeats and order. */
export interface PaymentEventData {
  /** The transition's own id (`ptrn_…`), equal when the event is delivered again. */
  readonly id: string
  readonly payment_record_id: string
  /** `payment.captured`, `refund.succeeded`, `dispute.opened` … */
  readonly fact: string
  readonly subject: "payment" | "refund" | "dispute"
  /** The refund's or dispute's own row (`pref_…`, `pdis_…`); null for the payment. */
  readonly subject_id: string | null
  /** The state that the subject changed to. */
  readonly state: PaymentState | RefundState | DisputeState
  /** Grows with every transition of the payment. */
  readonly version: number
  /** The amount of this transition, in integer minor units, as a decimal string. */
  readonly amount: string
  readonly currency_code: string
  readonly reason_code: string | null
  readonly account: string
  readonly provider: string
  readonly payment_session_id: string
  readonly payment_id: string | null
  readonly cart_id: string | null
  readonly order_id: string | null
}
