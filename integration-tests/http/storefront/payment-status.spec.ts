import { jsonCaller } from "../../../scripts/lib/http"
import { logIn } from "../../../scripts/lib/store-facts"
import { createCustomerShop, createShop, uniqueEmail, useSharedStore } from "../../setup"
import { finishedEvent } from "../support/look"

const world = useSharedStore()

const cartPath = (id: string) => `/store/carts/${id}/payment-status`
const orderPath = (id: string) => `/store/orders/${id}/payment-status`

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(world.url + path, { headers: { "x-publishable-api-key": world.facts.publishableKey, ...headers } })

const applied = async (paymentId: string, verb: "pay" | "fail" | "capture") => {
  const { event_id } = await world.gateway.client.change(paymentId, verb)
  await finishedEvent(world, event_id, "processed")
}

it("shows a cart's payment before, while and after the provider reports, with a version that only grows", async () => {
  const { shop } = world
  const { cart, paymentId } = await shop.checkout({ sessionData: { capture_mode: "manual" } })
  const seen = [await shop.paymentStatus(cart.id)]
  for (const verb of ["fail", "pay", "capture"] as const) {
    await applied(paymentId, verb)
    seen.push(await shop.paymentStatus(cart.id))
  }

  const money = {
    ...{ amount: 25, amount_major: 25, amount_minor: "2500" },
    ...{ refunded_amount: 0, refunded_amount_major: 0, refunded_amount_minor: "0" },
    ...{ currency_code: "eur", updated_at: expect.any(String) },
  }
  const captured = (major: number, minor: string) => ({
    captured_amount: major,
    captured_amount_major: major,
    captured_amount_minor: minor,
  })
  const order = { order_id: expect.stringMatching(/^order_/), order_display_id: expect.any(Number) }
  const none = { order_id: null, order_display_id: null }
  expect(seen).toEqual([
    { ...money, ...none, state: "pending", version: 0, ...captured(0, "0"), reason_code: null },
    { ...money, ...none, state: "failed", version: 1, ...captured(0, "0"), reason_code: expect.any(String) },
    { ...money, ...order, state: "authorized", version: 2, ...captured(0, "0"), reason_code: null },
    { ...money, ...order, state: "captured", version: 3, ...captured(25, "2500"), reason_code: null },
  ])
})

it("answers 304 until something has changed", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  const first = await get(cartPath(cart.id))
  const etag = first.headers.get("etag")!
  expect([first.status, first.headers.get("cache-control")]).toEqual([200, "private, no-cache"])
  expect(etag).toMatch(/^"[\w-]{27}"$/)

  const same = await get(cartPath(cart.id), { "if-none-match": etag })
  expect([same.status, await same.text()]).toEqual([304, ""])

  await applied(paymentId, "pay")
  const changed = await get(cartPath(cart.id), { "if-none-match": etag })
  expect(changed.status).toBe(200)
  expect(changed.headers.get("etag")).not.toBe(etag)
  expect(await changed.json()).toMatchObject({ payment_status: { state: "captured" } })
  expect((await get(cartPath(cart.id), { "if-none-match": changed.headers.get("etag")! })).status).toBe(304)
})

it("never answers 304 to a shopper whose own request has changed the status", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  const etag = (await get(cartPath(cart.id))).headers.get("etag")!
  await world.gateway.client.change(paymentId, "pay", { delivery: { times: 0 } })
  let isCompleting = true
  const reads: number[] = []
  // Another tab, whose reads would have the old tag believed for a second more.
  const otherTab = (async () => {
    while (isCompleting) reads.push((await get(cartPath(cart.id), { "if-none-match": etag })).status)
  })()
  const completion = await world.shop.complete(cart.id)
  const after = await get(cartPath(cart.id), { "if-none-match": etag })
  isCompleting = false
  await otherTab

  if (completion.type !== "order") throw new Error("no order")
  expect(after.status).toBe(200)
  expect(await after.json()).toMatchObject({ payment_status: { version: 0, order_id: completion.order.id } })
  expect(reads).toContain(304)
})

it("shows nothing of the payer, the provider or the plugin's rows", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  await applied(paymentId, "pay")
  const { payment_status } = (await (await get(cartPath(cart.id))).json()) as { payment_status: object }

  expect(Object.keys(payment_status).sort()).toEqual(
    [
      "state",
      "version",
      ...["amount", "amount_major", "amount_minor"],
      ...["captured_amount", "captured_amount_major", "captured_amount_minor"],
      ...["refunded_amount", "refunded_amount_major", "refunded_amount_minor"],
      "currency_code",
      "reason_code",
      "order_id",
      "order_display_id",
      "updated_at",
    ].sort(),
  )
})

it("requires the storefront's key, and answers 404 for unknown carts", async () => {
  const { cart } = await world.shop.checkout()

  expect((await fetch(world.url + cartPath(cart.id))).status).toBe(400)
  expect((await get(cartPath(cart.id), { "x-publishable-api-key": "pk_made_up" })).status).toBe(400)
  const unknown = await get(cartPath("cart_unknown"))
  expect([unknown.status, await unknown.json()]).toEqual([404, expect.objectContaining({ type: "not_found" })])
})

it("shows an order's payment to its own customer, and to nobody else", async () => {
  const { facts, url } = world
  const mine = await createCustomerShop(url, facts)
  const { cart, paymentId } = await mine.checkout({ email: facts.customer.email })
  await applied(paymentId, "pay")
  const { order_id } = await mine.paymentStatus(cart.id)

  expect(await mine.orderPaymentStatus(order_id!)).toMatchObject({
    state: "captured",
    version: 1,
    order_id,
    amount: 25,
    captured_amount: 25,
  })

  expect((await get(orderPath(order_id!))).status).toBe(401)
  expect((await get(orderPath(order_id!), { authorization: "Bearer nonsense" })).status).toBe(401)
  expect((await get(orderPath(order_id!), { authorization: `Bearer ${facts.adminToken}` })).status).toBe(401)
  const stranger = createShop(url, facts, await anotherCustomer())
  await expect(stranger.orderPaymentStatus(order_id!)).rejects.toMatchObject({ status: 404, body: { type: "not_found" } })
  await expect(mine.orderPaymentStatus("order_unknown")).rejects.toMatchObject({ status: 404 })
  expect((await fetch(world.url + orderPath(order_id!), { headers: { authorization: "Bearer x" } })).status).toBe(400)
})

it("does not show a guest's order to a customer who knows its id", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  await applied(paymentId, "pay")
  const { order_id } = await world.shop.paymentStatus(cart.id)
  const mine = await createCustomerShop(world.url, world.facts)

  await expect(mine.orderPaymentStatus(order_id!)).rejects.toMatchObject({ status: 404 })
})

it("shows an order that no webhook has reported", async () => {
  const { facts, url, gateway } = world
  const mine = await createCustomerShop(url, facts)
  const { cart, paymentId } = await mine.checkout({ email: facts.customer.email })
  await gateway.client.change(paymentId, "pay", { delivery: { times: 0 } })
  const completion = await mine.complete(cart.id)
  if (completion.type !== "order") throw new Error("no order")

  const expected = {
    state: "pending",
    version: 0,
    amount: 25,
    order_id: completion.order.id,
    order_display_id: completion.order.display_id,
  }
  expect(await mine.orderPaymentStatus(completion.order.id)).toMatchObject(expected)
  expect(await mine.paymentStatus(cart.id)).toMatchObject(expected)
})

async function anotherCustomer(): Promise<string> {
  const { url, facts } = world
  const email = uniqueEmail()
  const password = "supersecret"
  const { token } = await jsonCaller(url)<{ token: string }>("POST", "/auth/customer/emailpass/register", { email, password })
  const headers = { authorization: `Bearer ${token}`, "x-publishable-api-key": facts.publishableKey }
  await jsonCaller(url, headers)("POST", "/store/customers", { email })
  return logIn(url, "customer", email, password)
}
