import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, OrderStatus } from "@medusajs/framework/utils"
import { raiseAttention } from "../attention/raise-attention"
import { cancelUnpaidOrderWorkflow } from "../books/cancel-unpaid-order"
import { paymentNotificationService } from "../module"

export interface UnpaidOrder {
  readonly orderId: string
  readonly cartId: string | null
  readonly sessionId: string
}

const KIND = "unpaid_order"

/** The provider has given up the payment of an order: by option the order is canceled, else it is kept and put before a person. */
export async function giveUpOrder(container: MedusaContainer, unpaid: UnpaidOrder): Promise<void> {
  const { orderId: order_id, cartId: cart_id, sessionId: payment_session_id } = unpaid
  if (!(await isWaiting(container, order_id))) return
  let detail = "the provider has given up the payment of this order: ask for another payment, or cancel the order"
  if (paymentNotificationService(container).options.orders.cancelUnpaid) {
    const { result } = await cancelUnpaidOrderWorkflow(container).run({ input: { order_id } })
    if (result.canceled) return
    detail = `the provider has given up the payment of this order, which could not be canceled: ${result.reason}`
  }
  await raiseAttention(container, { kind: KIND, subject_key: order_id, order_id, cart_id, payment_session_id, detail })
}

/** The order is paid after all: nobody has to see to it any more. */
export async function keepPaidOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const { attention } = paymentNotificationService(container)
  const item = await attention.findBySubject(KIND, orderId)
  if (!item || item.state === "resolved") return
  await attention.resolve(item.id, "superseded", { action: "supersede", actor: "system", note: null }, "the order was paid")
}

/** Nobody has canceled the order (core cancels its payment then, and the provider reports that), and no other payment of it has been captured. */
async function isWaiting(container: MedusaContainer, orderId: string): Promise<boolean> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "status", "payment_collections.captured_amount"],
    filters: { id: orderId },
  })
  if (data[0]?.status === OrderStatus.CANCELED) return false
  const collections = (data[0]?.payment_collections ?? []) as Array<{ captured_amount: number | null } | null>
  return !collections.some((collection) => Number(collection?.captured_amount ?? 0) > 0)
}
