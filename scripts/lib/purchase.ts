import { dialects, type Dialect } from "../../src/testing"
import { poll } from "./poll"
import { createShop, uniqueEmail } from "./shop"
import { adminCaller, type StoreFacts } from "./store-facts"
import type { World } from "./world"

/** One line of the timeline; `at` is relative to the moment the buyer paid. */
export interface Moment {
  readonly at: string
  readonly what: string
}

/**
 * Buys one product, pays at the gateway, and waits for captured order and sent message. Rejects, with the reason, when one of
 * them does not come.
 */
export async function buyOnce(world: World, account: string, progress: (line: string) => void): Promise<Moment[]> {
  const { store, gateway, facts } = world
  const shop = createShop(store.url, facts)
  const email = uniqueEmail()
  const steps: { at: number; what: string }[] = []
  const step = (what: string, at = now()) => {
    steps.push({ at, what })
    progress(what)
  }

  const regionId = regionFor(account, facts)
  const { id } = await shop.createCart({ regionId })
  await shop.addItem(id)
  await shop.setAddress(id, email, shop.countryOf(regionId))
  const cart = await shop.addShipping(id)
  step(`cart ready: ${cart.total.toFixed(2)} ${cart.currency_code.toUpperCase()} for ${email}`)
  const session = await shop.createPaymentSession(id)
  step(`payment session ${session.id} is payment ${session.data.id} at the gateway`)

  const paidAt = now()
  const { event_id } = await gateway.client.change(session.data.id, "pay", { delivery: { account } })
  step(`the buyer pays; the gateway sends event ${event_id} to the ${account} account`, paidAt)

  const delivered = poll("the webhook's acknowledgement", async () => {
    const [delivery] = await gateway.client.deliveries({ event_id })
    if (delivery?.state === "given_up")
      throw new Error(`The store refused the webhook: ${JSON.stringify(delivery.attempts.at(-1))}`)
    return delivery?.state === "delivered" ? delivery : undefined
  }).then((delivery) => {
    const { at, status, ms } = delivery.attempts.at(-1)!
    step(`webhook verified, stored and acknowledged with ${status} after ${ms.toFixed(0)} ms`, Date.parse(at) + ms)
  })
  const notified = poll("the customer's message", async () => (await gateway.client.mailbox(email))[0]).then((message) => {
    step(`message sent to ${message.to}: "${message.subject ?? message.template}"`, Date.parse(message.at))
  })
  const finished = watch(shop.paymentStatus, id).then(({ state, order_display_id }) => {
    step(`the storefront sees: ${state}, order #${order_display_id}`)
  })
  await Promise.all([delivered, notified, finished])

  const { order_id } = await shop.paymentStatus(id)
  const { order } = await adminCaller(store.url, facts)<{ order: { display_id: number; payment_status: string; total: number } }>(
    "GET",
    `/admin/orders/${order_id}`,
  )
  if (order.payment_status !== "captured") throw new Error(`Order #${order.display_id} is ${order.payment_status}, not captured`)
  step(
    `the merchant sees: order #${order.display_id}, ${order.payment_status}, ${order.total.toFixed(2)} ${cart.currency_code.toUpperCase()}`,
  )
  return steps.sort((a, b) => a.at - b.at).map(({ at, what }) => ({ at: sincePayment(at - paidAt), what }))
}

/** A region in a currency that the account's provider supports. */
export function regionFor(account: string, { regionId, regionIds }: StoreFacts): string {
  const { currencies } = (dialects as Readonly<Record<string, Pick<Dialect, "currencies">>>)[account] ?? {}
  const known = currencies?.map((code) => regionIds[code.toLowerCase()]).find((id) => id !== undefined)
  if (currencies && !known)
    throw new Error(`The example store sells in none of the currencies of ${account}: ${currencies.join(", ")}`)
  return known ?? regionId
}

const watch = (
  read: (cartId: string) => Promise<{ state: string; order_id: string | null; order_display_id: number | null }>,
  cartId: string,
) =>
  poll(
    "a captured payment with an order",
    async () => {
      const status = await read(cartId)
      return status.state === "captured" && status.order_id ? status : undefined
    },
    { everyMs: 20 },
  )

/** Milliseconds since 1970, fine enough to order two steps of one millisecond. */
const now = () => performance.timeOrigin + performance.now()

const sincePayment = (ms: number) => (ms < 0 ? "before" : `+${ms.toFixed(0)} ms`)
