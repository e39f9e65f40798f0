import { poll } from "../poll"
import { createShop } from "../shop"
import { adminCaller } from "../store-facts"
import type { World } from "../world"

/** The trade that the pictures show. */
export interface Trade {
  /** An order that was paid, and of which a part was refunded. */
  readonly orderId: string
  /** Its payment. */
  readonly paymentId: string
}

/** Enough for a rate: of fewer, the figures say none. */
const PAYMENTS = 24

/** Some days' trade in a minute: payments, the last of which is refunded in part; some differ from their cart. */
export async function makeTrade({ store, gateway, facts }: World): Promise<Trade> {
  const shop = createShop(store.url, facts)
  const admin = adminCaller(store.url, facts)
  let orderId = ""
  for (let i = 0; i < PAYMENTS; i++) {
    const { cart, paymentId } = await shop.checkout({ email: `customer-${i + 1}@example.com` })
    await gateway.client.change(paymentId, "pay", i % 8 === 5 ? { amount: 2400 } : {})
    if (i % 8 === 5) continue
    orderId = await poll("the order", async () => (await shop.paymentStatus(cart.id)).order_id)
    if (i === PAYMENTS - 1) await gateway.client.refund(paymentId, { amount: 500 })
  }
  await poll(
    "what differs, and the messages",
    async () => {
      const base = "/admin/payment-notifications"
      const { overview } = await admin<{ overview: { open: number } }>("GET", `${base}/attention/overview`)
      const { metrics } = await admin<{ metrics: { overall: { messages: { sent: number }; calls: { accepted?: number } } } }>(
        "GET",
        `${base}/metrics`,
      )
      const { messages, calls } = metrics.overall
      return overview.open >= 3 && messages.sent >= 20 && (calls.accepted ?? 0) >= PAYMENTS
    },
    { timeoutMs: 120_000 },
  )
  const paymentId = await poll("the payment of the order", async () => {
    const { order } = await admin<{ order: { payments: { id: string }[] } }>(
      "GET",
      `/admin/payment-notifications/orders/${orderId}`,
    )
    return order.payments[0]?.id
  })
  return { orderId, paymentId }
}
