import type { Answer } from "../../api/_shared/answer"
import type { ShownEvents } from "../../api/admin/payment-notifications/webhook-events/answers"
import type { OrderStory, ShownOrder } from "../../api/admin/payment-notifications/orders/_shared/read-order"
import type { Read } from "./reader"

interface CoreOrder {
  readonly id: string
  readonly display_id: number
  readonly status: string
  readonly payment_status: string
  readonly total: number
  readonly currency_code: string
  readonly created_at: string
}

type Story = Answer<OrderStory>
type Payment = Story["payments"][number]

/** An order's payment in sentences, and the rows that they are read from. */
export interface Explanation {
  readonly order: CoreOrder
  readonly why: readonly string[]
  readonly story: Story
}

const FIELDS = "id,display_id,status,payment_status,total,currency_code,created_at"
const OPEN_EVENTS = ["received", "processing", "failed", "dead", "quarantined"]

/** Finds an order by its number or id and says why it is paid, or is not. Throws where there is no such order. */
export async function explainOrder(read: Read, named: string): Promise<Explanation> {
  const order = await findOrder(read, named.trim().replace(/^#/, ""))
  const { order: story } = (await read(`/admin/payment-notifications/orders/${order.id}`)) as Answer<ShownOrder>
  const sessions = story.payments.map((payment) => payment.payment_session_id)
  const events = sessions.length
    ? ((await read("/admin/payment-notifications/webhook-events", {
        payment_session_id: sessions,
        state: OPEN_EVENTS,
      })) as Answer<ShownEvents>)
    : undefined
  return { order, why: sentences(order, story, events?.webhook_events ?? []), story }
}

async function findOrder(read: Read, named: string): Promise<CoreOrder> {
  if (!/^(\d{1,10}|order_\w{1,60})$/.test(named))
    throw new Error("order must be a number such as 1042, or an id such as order_01J…")
  if (named.startsWith("order_"))
    return ((await read(`/admin/orders/${named}`, { fields: FIELDS })) as { order: CoreOrder }).order
  const { orders } = (await read("/admin/orders", { q: named, fields: FIELDS, limit: 100 })) as { orders: CoreOrder[] }
  const found = orders.find(({ display_id }) => String(display_id) === named)
  if (!found) throw new Error(`there is no order with the number ${named}`)
  return found
}

function sentences(order: CoreOrder, { payments, attention }: Story, events: Answer<ShownEvents>["webhook_events"]): string[] {
  const said = [
    `Order ${order.display_id} over ${order.total} ${order.currency_code}: Medusa calls its payment "${order.payment_status}".`,
  ]
  if (!payments.length) {
    said.push("No payment of this order was reported by any webhook: look whether the provider's webhook reaches the store.")
  }
  said.push(...payments.map(ofPayment))
  for (const event of events) {
    const reason = event.reason ?? event.last_error ?? "no reason is recorded"
    said.push(`Webhook ${event.id} (${event.type}) of ${event.received_at} is ${event.state}, and not applied: ${reason}.`)
  }
  const open = attention.filter(({ state }) => state !== "resolved")
  for (const item of open)
    said.push(`A person has to decide ${item.id}: ${item.kind}${item.amount_major === null ? "" : ` over ${item.amount_major}`}.`)
  if (!events.length && !open.length && payments.length)
    said.push("Nothing waits: no webhook is unapplied, and nothing needs a person.")
  return said
}

function ofPayment(payment: Payment): string {
  const {
    amount_major: amount,
    captured_amount_major: captured,
    refunded_amount_major: refunded,
    currency_code: currency,
  } = payment
  const why = payment.reason_code ? `, because of ${payment.reason_code}` : ""
  return `Payment ${payment.id} by ${payment.account} is ${payment.state}${why}: ${captured} of ${amount} ${currency} captured, ${refunded} refunded.`
}
