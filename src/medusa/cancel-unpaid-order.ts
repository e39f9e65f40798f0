import {
  cancelOrdersStep,
  deleteReservationsByLineItemsStep,
  emitEventStep,
  updatePaymentCollectionStep,
} from "@medusajs/medusa/core-flows"
import { OrderWorkflowEvents, PaymentCollectionStatus, ReservationItemWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { checkUnpaidOrderStep } from "./steps/check-unpaid-order"

export interface CanceledOrder {
  readonly canceled: boolean
  /** The reason why not, in words for a log. */
  readonly reason: string | null
}

/**
 * Cancels an order whose payment is over, as core's `cancelOrderWorkflow` does but without its calls to the provider: core cancels
 * every payment that has no capture there, also one that is marked as canceled already. Reservations are released, the order is
 * canceled last so that a call that was cut off is repeated whole, and `order.canceled` goes out. Core's `orderCanceled` hook
 * belongs to core's workflow and is not run.
 *
 * @example
 * ```ts
 * import { cancelUnpaidOrderWorkflow } from "medusa-payment-notifications/workflows"
 *
 * const { result } = await cancelUnpaidOrderWorkflow(container).run({
 *   input: { order_id: "order_01" },
 * })
 * if (!result.canceled) logger.info(`kept: ${result.reason}`)
 * ```
 */
export const cancelUnpaidOrderWorkflow = createWorkflow(
  "payment-notification-cancel-unpaid-order",
  (input: { readonly order_id: string }) => {
    const order = checkUnpaidOrderStep(input)
    when("may-be-canceled", order, ({ refusal }) => refusal === null).then(() => {
      const released = deleteReservationsByLineItemsStep(order.item_ids)
      updatePaymentCollectionStep({
        selector: { id: order.collection_ids },
        update: { status: PaymentCollectionStatus.CANCELED },
      })
      cancelOrdersStep({ orderIds: transform(input, ({ order_id }) => [order_id]) })
      emitEventStep({
        eventName: ReservationItemWorkflowEvents.DELETED,
        data: transform({ released, input }, ({ released, input: { order_id } }) =>
          ((released ?? []) as string[]).map((id) => ({ id, order_id })),
        ),
      }).config({ name: "emit-reservations-released" })
      emitEventStep({ eventName: OrderWorkflowEvents.CANCELED, data: { id: input.order_id } })
    })
    return new WorkflowResponse<CanceledOrder>({
      canceled: transform(order, (order) => order?.refusal === null),
      reason: order.refusal,
    })
  },
)
