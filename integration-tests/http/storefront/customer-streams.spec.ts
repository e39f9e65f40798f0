import { jsonCaller } from "../../../scripts/lib/http"
import { logIn } from "../../../scripts/lib/store-facts"
import { createShop, uniqueEmail, useSharedStore } from "../../setup"
import type { Shop } from "../../../scripts/lib/shop"
import { openStream } from "../support/event-stream"
import { finishedEvent } from "../support/look"
import { endingAt } from "../support/short-token"

const world = useSharedStore()

const MINE = "/store/customers/me/payments/stream"
const orderPath = (id: string) => `/store/orders/${id}/payment-status/stream`

const open = (path: string, token?: string, headers: Record<string, string> = {}) =>
  openStream(world.url + path, {
    "x-publishable-api-key": world.facts.publishableKey,
    ...(token && { authorization: `Bearer ${token}` }),
    ...headers,
  })

const applied = async (paymentId: string, verb: "pay" | "capture") => {
  const { event_id } = await world.gateway.client.change(paymentId, verb)
  await finishedEvent(world, event_id, "processed")
}

interface Customer {
  readonly token: string
  readonly shop: Shop
  readonly email: string
}

async function customer(): Promise<Customer> {
  const { url, facts } = world
  const [email, password] = [uniqueEmail(), "supersecret"]
  const { token } = await jsonCaller(url)<{ token: string }>("POST", "/auth/customer/emailpass/register", { email, password })
  const headers = { authorization: `Bearer ${token}`, "x-publishable-api-key": facts.publishableKey }
  await jsonCaller(url, headers)("POST", "/store/customers", { email })
  const login = await logIn(url, "customer", email, password)
  return { token: login, shop: createShop(url, facts, login), email }
}

/** An order of the customer's, authorized and not captured. */
async function ordered({ shop, email }: Customer) {
  const { cart, paymentId } = await shop.checkout({ email, sessionData: { capture_mode: "manual" } })
  await applied(paymentId, "pay")
  const { order_id } = await shop.paymentStatus(cart.id)
  return { cartId: cart.id, paymentId, orderId: order_id! }
}

it("streams an order's payment to its own customer, and to nobody else", async () => {
  const [me, stranger] = [await customer(), await customer()]
  const { paymentId, orderId } = await ordered(me)
  const stream = await open(orderPath(orderId), me.token)
  await stream.until("the present status", ({ data }) => data.payment_status?.state === "authorized")
  expect(stream.events[1]!.data).toEqual({ payment_status: await me.shop.orderPaymentStatus(orderId) })
  await applied(paymentId, "capture")
  const { data } = await stream.until("the capture", ({ data }) => data.payment_status?.state === "captured")
  expect(data).toEqual({ payment_status: await me.shop.orderPaymentStatus(orderId) })
  stream.close()

  expect((await open(orderPath(orderId))).status).toBe(401)
  expect((await open(orderPath(orderId), world.facts.adminToken)).status).toBe(401)
  for (const answer of [await open(orderPath(orderId), stranger.token), await open(orderPath("order_unknown"), me.token)]) {
    expect([answer.status, answer.body.type]).toEqual([404, "not_found"])
  }
  // Also where both are read together.
  const together = await Promise.all([me, stranger, me, stranger].map(({ token }) => open(orderPath(orderId), token)))
  expect(together.map(({ status }) => status)).toEqual([200, 404, 200, 404])
  for (const each of together) each.close()
  // A former event is no permission.
  const lastSeen = { "last-event-id": stream.ids()[0]! }
  expect((await open(orderPath(orderId), stranger.token, lastSeen)).status).toBe(404)
})

it("streams all of a customer's payments to all their devices, also of carts that are made later", async () => {
  const [me, stranger] = [await customer(), await customer()]
  const before = await ordered(me)
  const devices = [await open(MINE, me.token), await open(MINE, me.token)]
  const other = await open(MINE, stranger.token)
  for (const device of devices) await device.until("the present status", ({ event }) => event === "status")
  const later = await ordered(me)
  await applied(before.paymentId, "capture")

  const { rows } = await world.db.query(`SELECT cart_id, id FROM payment_record WHERE cart_id = ANY($1)`, [
    [before.cartId, later.cartId],
  ])
  const recordOf = (cartId: string) => rows.find(({ cart_id }) => cart_id === cartId).id
  for (const device of devices) {
    await device.until("the capture", ({ id }) => id === `${recordOf(before.cartId)}:2`)
    await device.until("the later payment", ({ id }) => id === `${recordOf(later.cartId)}:1`)
    expect(device.events[0]!.data).toEqual({ resumed: null })
    const last = device.events.findLast(({ id }) => id === `${recordOf(before.cartId)}:2`)!
    expect(last.data.payment_status).toEqual({
      ...(await me.shop.orderPaymentStatus(before.orderId)),
      payment_record_id: recordOf(before.cartId),
      cart_id: before.cartId,
    })
    device.close()
  }
  expect(other.ids()).toEqual([])
  other.close()

  const resumed = await open(MINE, me.token, { "last-event-id": `${recordOf(later.cartId)}:1` })
  await resumed.until("the first event", () => true)
  expect(resumed.events[0]!.data).toEqual({ resumed: true })
  expect(resumed.ids()).not.toContain(`${recordOf(later.cartId)}:1`)
  resumed.close()
  const foreign = await open(MINE, stranger.token, { "last-event-id": `${recordOf(later.cartId)}:1` })
  await foreign.until("the first event", () => true)
  expect([foreign.events[0]!.data, foreign.ids()]).toEqual([{ resumed: false }, []])
  foreign.close()
})

it("needs a login, and ends with it", async () => {
  const me = await customer()
  const { orderId } = await ordered(me)
  expect((await open(MINE)).status).toBe(401)
  expect((await open(MINE, world.facts.adminToken)).status).toBe(401)
  const past = endingAt(me.token, Math.floor(Date.now() / 1_000) - 1)
  expect((await open(MINE, past)).status).toBe(401)

  const soon = endingAt(me.token, Math.floor(Date.now() / 1_000) + 8)
  const streams = [await open(MINE, soon), await open(orderPath(orderId), soon)]
  for (const stream of streams) {
    expect(stream.status).toBe(200)
    await stream.ended
    expect(stream.reason()).toBe("expired")
  }
})
