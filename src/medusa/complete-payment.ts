import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { completeCartStep } from "./steps/complete-cart"
import { deleteAbandonedOrdersStep } from "./steps/delete-abandoned-orders"
import { closeOtherSessionsStep } from "./steps/close-other-sessions"
import { recordPaymentStep } from "./steps/record-payment"
import { setPaymentSessionStatusStep } from "./steps/set-payment-session-status"

export interface CompletePaymentInput {
  readonly session_id: string
  /** The session's status as last read: a failed attempt closes it for core, so it is opened again first. */
  readonly session_status: string
  readonly collection_id: string
  readonly cart_id: string | null
  readonly order_id: string | null
  /** The session's Payment, where it has one. */
  readonly payment_id: string | null
  /** The provider's captured total, in integer minor units as a decimal string; null while the payment is authorized only. */
  readonly captured_total: string | null
  /** The event's arrival, in ISO 8601; set when an earlier attempt may have been cut off half-way. */
  readonly interrupted_since: string | null
  /** False where the collection is known to hold no other session. Without it, the workflow looks. */
  readonly has_other_sessions?: boolean
}

export interface CompletedPayment {
  readonly payment_id: string
  readonly order_id: string | null
}

/** Sessions in these states are refused by core's cart completion. */
const CLOSED: readonly string[] = ["error", "canceled"]

/**
 * Core ties the order to the cart some time before it authorizes the payment, and unties it when that fails. An order without its
 * payment may therefore be one that a browser is just making. Completing the cart waits for that and finds the order, or makes
 * it.
 */
const mayBeInTheMaking = ({ cart_id, order_id, payment_id }: CompletePaymentInput): boolean =>
  Boolean(cart_id) && !(order_id && payment_id)

/**
 * The money is authorized or captured at the provider: makes the order if there is none, gives the session its payment, and
 * records the capture with its order transaction. Every step finds its effects of an earlier, interrupted run.
 *
 * @example
 * ```ts
 * import { completePaymentWorkflow } from "medusa-payment-notifications/workflows"
 *
 * const { result } = await completePaymentWorkflow(container).run({
 *   input: {
 *     session_id: "payses_01",
 *     session_status: "pending",
 *     collection_id: "pay_col_01",
 *     cart_id: "cart_01",
 *     order_id: null,
 *     payment_id: null,
 *     captured_total: "2495",
 *     interrupted_since: null,
 *   },
 * })
 * // result.order_id: the order that was made, or that a browser had made before
 * ```
 */
export const completePaymentWorkflow = createWorkflow("payment-notification-complete-payment", (input: CompletePaymentInput) => {
  when("session-was-closed", input, ({ session_status }) => CLOSED.includes(session_status)).then(() => {
    setPaymentSessionStatusStep({ session_id: input.session_id, status: "pending" })
  })

  when("tried-before", input, ({ cart_id, interrupted_since }) => Boolean(cart_id && interrupted_since)).then(() => {
    deleteAbandonedOrdersStep(
      transform(input, ({ cart_id, interrupted_since }) => ({ cart_id: cart_id ?? "", since: interrupted_since ?? "" })),
    )
  })
  const cart = transform(input, ({ cart_id }) => ({ cart_id: cart_id ?? "" }))
  when("may-have-other-sessions", input, (given) => mayBeInTheMaking(given) && given.has_other_sessions !== false).then(() => {
    closeOtherSessionsStep({ session_id: input.session_id, collection_id: input.collection_id, cart_id: cart.cart_id })
  })
  const completed = when("order-may-be-in-the-making", input, mayBeInTheMaking).then(() =>
    completeCartStep(
      transform(input, ({ cart_id, collection_id, order_id }) => ({
        cart_id: cart_id ?? "",
        collection_id: order_id ? null : collection_id,
      })),
    ),
  )
  const orderId = transform({ input, completed }, ({ input, completed }) => completed?.id ?? input.order_id)
  const payment = recordPaymentStep(
    transform({ input, completed, orderId }, ({ input, completed, orderId }) => ({
      session_id: input.session_id,
      cart_id: input.cart_id,
      order_id: orderId ?? null,
      captured_total: input.captured_total,
      completed: Boolean(completed),
    })),
  )

  return new WorkflowResponse(
    transform({ payment, orderId }, ({ payment, orderId }): CompletedPayment => ({
      payment_id: payment.id,
      order_id: orderId ?? null,
    })),
  )
})
