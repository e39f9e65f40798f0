import { addOrderTransactionStep, emitEventStep, useQueryGraphStep } from "@medusajs/medusa/core-flows"
import { PaymentEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { authorizeSessionStep } from "./steps/authorize-session"
import { completeCartStep } from "./steps/complete-cart"
import { deleteAbandonedOrdersStep } from "./steps/delete-abandoned-orders"
import { recordCaptureStep } from "./steps/record-capture"
import { setPaymentSessionStatusStep } from "./steps/set-payment-session-status"

export interface SettlePaymentInput {
  readonly session_id: string
  /** The session's status as last read: a failed attempt closes it for core, so it is opened again first. */
  readonly session_status: string
  readonly cart_id: string | null
  readonly order_id: string | null
  /** `true` when the provider captured the money, `false` when it is authorized only. */
  readonly captured: boolean
  /** Set when a worker died on this event: when the event arrived, in ISO 8601. */
  readonly crashed_since: string | null
}

export interface SettledPayment {
  readonly payment_id: string
  readonly order_id: string | null
  readonly order_display_id: number | null
}

/** Sessions in these states are refused by core's cart completion. */
const CLOSED: readonly string[] = ["error", "canceled"]

const needsOrder = ({ cart_id, order_id }: SettlePaymentInput): boolean => Boolean(cart_id) && !order_id

/**
 * The provider holds or has the money: make the order if there is none, give the session its payment, and write down the
 * capture with its order transaction. Every step finds what an earlier, interrupted run has done.
 */
export const settlePaymentWorkflow = createWorkflow("payment-notification-settle-payment", (input: SettlePaymentInput) => {
  when("session-was-closed", input, ({ session_status }) => CLOSED.includes(session_status)).then(() => {
    setPaymentSessionStatusStep({ session_id: input.session_id, status: "pending" })
  })

  when("a-worker-died", input, (given) => needsOrder(given) && Boolean(given.crashed_since)).then(() => {
    deleteAbandonedOrdersStep(
      transform(input, ({ cart_id, crashed_since }) => ({ cart_id: cart_id ?? "", since: crashed_since ?? "" })),
    )
  })
  const completed = when("cart-has-no-order", input, needsOrder).then(() =>
    completeCartStep(transform(input, ({ cart_id }) => ({ cart_id: cart_id ?? "" }))),
  )
  const orderId = transform({ input, completed }, ({ input, completed }) => completed?.id ?? input.order_id)

  const payment = authorizeSessionStep({ session_id: input.session_id })
  const orders = useQueryGraphStep({
    entity: "order",
    fields: ["id", "display_id"],
    // Never undefined: a filter without a value matches every order.
    filters: transform({ orderId }, ({ orderId }) => ({ id: orderId ?? "" })) as never,
  })

  when("captured", input, ({ captured }) => captured).then(() => {
    const recorded = recordCaptureStep(payment)
    addOrderTransactionStep(
      transform({ recorded, orderId }, ({ recorded, orderId }) =>
        orderId
          ? recorded.captures.map(({ id, amount }) => ({
              order_id: orderId,
              amount: amount as number,
              currency_code: recorded.currency_code,
              reference: "capture",
              reference_id: id,
            }))
          : [],
      ),
    )
    emitEventStep({ eventName: PaymentEvents.CAPTURED, data: { id: payment.id } })
  })

  return new WorkflowResponse(
    transform({ payment, orderId, orders }, ({ payment, orderId, orders }): SettledPayment => {
      const order = orderId
        ? (orders.data as Array<{ id: string; display_id?: number }>).find(({ id }) => id === orderId)
        : undefined
      return { payment_id: payment.id, order_id: orderId ?? null, order_display_id: order?.display_id ?? null }
    }),
  )
})
