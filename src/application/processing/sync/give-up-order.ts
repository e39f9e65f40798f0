import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, OrderStatus, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { raiseAttention } from "../../attention/raise/raise-attention"
import { SYSTEM } from "../../attention/system-decision"
import { cancelUnpaidOrderWorkflow } from "../../../medusa/cancel-unpaid-order"
import { loadOrderSums } from "../../ground/load-order-sums"
import { paymentNotificationService } from "../../ground/module"
import { capturedOf, orderAfterEnd, type AfterEnd } from "../../ground/order-life"

export interface EndedPayment {
  readonly orderId: string
  readonly cartId: string | null
  readonly sessionId: string
  /** The session's amount, in integer minor units. */
  readonly amount: bigint
  readonly currency: string
  /** The payment has failed, and may be tried again; of another, the provider has given it up. */
  readonly hasFailed: boolean
  /** When the event arrived, if it has been tried before. */
  readonly interruptedSince: Date | null
}

/** The largest difference expected between two clocks. An event that it lets through goes out once more. */
const CLOCKS_APART_MS = 60_000

const KIND = "unpaid_order"

/**
 * A payment of an order has ended without money, and Medusa's rows show it. Where nothing else brings the money, the order is
 * canceled by option; else it is kept and put up for review. Answers whether the money is asked for again, so that nothing has
 * ended. A payment that failed gives up nothing by itself; but it may be the one that an earlier payment's end waited for, and then
 * a person is asked before anything is canceled, because it may be tried again.
 */
export async function endOrderPayment(container: MedusaContainer, ended: EndedPayment): Promise<{ askedAgain: boolean }> {
  const { orderId, sessionId, amount, hasFailed } = ended
  const canceledAt = await findCanceledAt(container, orderId)
  if (canceledAt) {
    if (!hasFailed) await announceInterrupted(container, ended, canceledAt)
    return { askedAgain: false }
  }
  const sums = await loadOrderSums(container, orderId)
  if (!sums) return { askedAgain: false }
  const after = orderAfterEnd({ id: sessionId, amount }, sums)
  if (after.state === "asked") return { askedAgain: true }
  if (!hasFailed || after.gaveUpBefore) await giveUpOrder(container, ended, after)
  return { askedAgain: false }
}

async function giveUpOrder(
  container: MedusaContainer,
  { orderId: order_id, cartId: cart_id, sessionId: payment_session_id, currency }: EndedPayment,
  { state, lacking, captured }: AfterEnd,
): Promise<void> {
  let detail = "the provider has given up the payment of this order: ask for another payment, or cancel the order"
  if (state === "retriable") {
    detail = "the last payment of this order has failed: it may be tried again, or ask for another payment, or cancel the order"
  } else if (paymentNotificationService(container).options.orders.cancelUnpaid) {
    const { result } = await cancelUnpaidOrderWorkflow(container).run({ input: { order_id } })
    if (result.canceled) return
    detail = `the provider has given up the payment of this order, which could not be canceled: ${result.reason}`
  }
  await raiseAttention(container, {
    kind: KIND,
    subject_key: order_id,
    ...{ order_id, cart_id, payment_session_id, detail },
    amount: lacking.toString(),
    currency_code: currency.toLowerCase(),
    data: { captured: captured.toString() },
  })
}

/** The money that an order lacked came after all: its item needs nobody any more. A smaller sum leaves it open. */
export async function closePaidOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const { attention } = paymentNotificationService(container)
  const item = await attention.findBySubject(KIND, orderId)
  if (!item || item.state === "resolved") return
  const sums = await loadOrderSums(container, orderId)
  const before = item.data["captured"]
  if (sums && item.amount !== null && typeof before === "string") {
    if (capturedOf(sums) - BigInt(before) < BigInt(item.amount)) return
  }
  await attention.resolve(item.id, "superseded", SYSTEM, "the order was paid")
}

/** When the order was canceled. Where a person did it, core cancels its payment, which the provider reports. */
async function findCanceledAt(container: MedusaContainer, orderId: string): Promise<Date | null> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "status", "canceled_at"],
    filters: { id: orderId },
  })
  const order = data[0]
  if (order?.status !== OrderStatus.CANCELED) return null
  // A store's own flow may have set the status alone.
  return new Date((order.canceled_at as string | Date | null) ?? 0)
}

/**
 * The order was canceled since the event came, by an attempt of ours that may have been cut off before `order.canceled` was out.
 * The event goes out, perhaps once more. Core's events leave the process only at a workflow's end, so no step of the workflow can
 * know.
 */
async function announceInterrupted(
  container: MedusaContainer,
  { orderId, interruptedSince }: EndedPayment,
  canceledAt: Date,
): Promise<void> {
  if (!paymentNotificationService(container).options.orders.cancelUnpaid) return
  // One time is the database's, the other a process's.
  if (!interruptedSince || canceledAt.getTime() < interruptedSince.getTime() - CLOCKS_APART_MS) return
  await container.resolve(Modules.EVENT_BUS).emit({ name: OrderWorkflowEvents.CANCELED, data: { id: orderId } })
}
