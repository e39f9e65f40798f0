import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, OrderStatus, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { raiseAttention } from "../../attention/raise/raise-attention"
import { SYSTEM } from "../../attention/system-decision"
import { cancelUnpaidOrderWorkflow } from "../../../medusa/cancel-unpaid-order"
import { paymentNotificationService } from "../../ground/module"

export interface UnpaidOrder {
  readonly orderId: string
  readonly cartId: string | null
  readonly sessionId: string
  /** When the event arrived, if it has been tried before. */
  readonly interruptedSince: Date | null
}

/** The largest difference expected between two clocks. An event that it lets through goes out once more. */
const CLOCKS_APART_MS = 60_000

const KIND = "unpaid_order"

/** The provider has given up the payment of an order. By option the order is canceled; else it is kept and put up for review. */
export async function giveUpOrder(container: MedusaContainer, unpaid: UnpaidOrder): Promise<void> {
  const { orderId: order_id, cartId: cart_id, sessionId: payment_session_id } = unpaid
  const { canceledAt, isPaid } = await look(container, order_id)
  if (canceledAt) return announceInterrupted(container, unpaid, canceledAt)
  if (isPaid) return
  let detail = "the provider has given up the payment of this order: ask for another payment, or cancel the order"
  if (paymentNotificationService(container).options.orders.cancelUnpaid) {
    const { result } = await cancelUnpaidOrderWorkflow(container).run({ input: { order_id } })
    if (result.canceled) return
    detail = `the provider has given up the payment of this order, which could not be canceled: ${result.reason}`
  }
  await raiseAttention(container, { kind: KIND, subject_key: order_id, order_id, cart_id, payment_session_id, detail })
}

/** The order is paid after all: its item needs nobody any more. */
export async function closePaidOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const { attention } = paymentNotificationService(container)
  const item = await attention.findBySubject(KIND, orderId)
  if (!item || item.state === "resolved") return
  await attention.resolve(item.id, "superseded", SYSTEM, "the order was paid")
}

/**
 * The order's fate: canceled (where a person did it, core cancels its payment, which the provider reports), or paid by another
 * payment.
 */
async function look(container: MedusaContainer, orderId: string): Promise<{ canceledAt: Date | null; isPaid: boolean }> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "status", "canceled_at", "payment_collections.captured_amount"],
    filters: { id: orderId },
  })
  const order = data[0]
  const collections: ReadonlyArray<{ captured_amount?: unknown } | null> = order?.payment_collections ?? []
  return {
    canceledAt: order?.status === OrderStatus.CANCELED ? new Date(order.canceled_at as string | Date) : null,
    isPaid: collections.some((collection) => Number(collection?.captured_amount ?? 0) > 0),
  }
}

/**
 * The order was canceled since the event came, by an attempt of ours that may have been cut off before `order.canceled` was out.
 * The event goes out, perhaps once more. Core's events leave the process only at a workflow's end, so no step of the workflow can
 * know.
 */
async function announceInterrupted(
  container: MedusaContainer,
  { orderId, interruptedSince }: UnpaidOrder,
  canceledAt: Date,
): Promise<void> {
  if (!paymentNotificationService(container).options.orders.cancelUnpaid) return
  // One time is the database's, the other a process's.
  if (!interruptedSince || canceledAt.getTime() < interruptedSince.getTime() - CLOCKS_APART_MS) return
  await container.resolve(Modules.EVENT_BUS).emit({ name: OrderWorkflowEvents.CANCELED, data: { id: orderId } })
}
