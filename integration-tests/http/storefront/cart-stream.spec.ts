import { useSharedStore } from "../../setup"
import { openStream } from "../support/event-stream"
import { finishedEvent, finishedEvents } from "../support/look"

const world = useSharedStore()

const path = (id: string) => `/store/carts/${id}/payment-status/stream`

const open = (id: string, headers: Record<string, string> = {}) =>
  openStream(world.url + path(id), { "x-publishable-api-key": world.facts.publishableKey, ...headers })

const applied = async (paymentId: string, verb: "pay" | "fail" | "capture" | "refund") => {
  const { client } = world.gateway
  const { event_id } = await (verb === "refund" ? client.refund(paymentId) : client.change(paymentId, verb))
  await finishedEvent(world, event_id, "processed")
}

const recordOf = async (cartId: string): Promise<string> => {
  const { rows } = await world.db.query(`SELECT id FROM payment_record WHERE cart_id = $1`, [cartId])
  return rows[0].id
}

it("begins with the present status and sends each change of it", async () => {
  const { shop } = world
  const { cart, paymentId } = await shop.checkout({ sessionData: { capture_mode: "manual" } })
  const stream = await open(cart.id)
  const seen = [{ payment_status: await shop.paymentStatus(cart.id) }]
  for (const [version, verb] of [
    [1, "fail"],
    [2, "pay"],
    [3, "capture"],
    [4, "refund"],
  ] as const) {
    await applied(paymentId, verb)
    await stream.until(`version ${version}`, ({ data }) => data.payment_status?.version === version)
    seen.push({ payment_status: await shop.paymentStatus(cart.id) })
  }

  const [first, ...statuses] = stream.events
  expect(first).toEqual({ event: "open", id: undefined, data: { resumed: null }, retry: expect.any(Number) })
  // Byte by byte the plain route's answer.
  expect(statuses.map(({ data }) => data)).toEqual(seen)
  const record = await recordOf(cart.id)
  expect(stream.ids()).toEqual(["-:0", ...[1, 2, 3, 4].map((version) => `${record}:${version}`)])
  expect(statuses.map(({ data }) => data.payment_status.state)).toEqual([
    "pending",
    "failed",
    "authorized",
    "captured",
    "captured",
  ])
  stream.close()
})

it("tells caches, proxies and compressions to pass everything on at once", async () => {
  const { cart } = await world.shop.checkout()
  const stream = await open(cart.id)

  expect(stream.status).toBe(200)
  expect(Object.fromEntries(stream.headers)).toMatchObject({
    "content-type": "text/event-stream",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  })
  stream.close()
})

it("goes on after a connection that was lost", async () => {
  const { cart, paymentId } = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  await applied(paymentId, "pay")
  const record = await recordOf(cart.id)
  const current = await open(cart.id, { "last-event-id": `${record}:1` })
  expect(current.events.length ? current.events : [await current.until("the first event", () => true)]).toMatchObject([
    { event: "open", data: { resumed: true } },
  ])

  await applied(paymentId, "capture")
  const behind = await open(cart.id, { "last-event-id": `${record}:1` })
  for (const stream of [current, behind]) {
    await stream.until("version 2", ({ id }) => id === `${record}:2`)
    expect(stream.events[0]!.data).toEqual({ resumed: true })
    expect(stream.ids()).toEqual([`${record}:2`])
    stream.close()
  }
})

it("says that it could not go on from another payment's event, and sends everything", async () => {
  const { shop } = world
  const [mine, other] = [await shop.checkout(), await shop.checkout()]
  await applied(mine.paymentId, "pay")
  await applied(other.paymentId, "pay")
  const lastSeen = `${await recordOf(other.cart.id)}:1`
  for (const id of [lastSeen, "nonsense", `${await recordOf(mine.cart.id)}:9`]) {
    const stream = await open(mine.cart.id, { "last-event-id": id })
    await stream.until("a status", ({ event }) => event === "status")
    expect(stream.events[0]!.data).toEqual({ resumed: false })
    expect(stream.ids()).toEqual([`${await recordOf(mine.cart.id)}:1`])
    stream.close()
  }
})

it("shows the order that the shopper's own completion made, before any report", async () => {
  const { shop, gateway } = world
  const { cart, paymentId } = await shop.checkout()
  const stream = await open(cart.id)
  await stream.until("a status", ({ event }) => event === "status")
  await gateway.client.change(paymentId, "pay", { delivery: { times: 0 } })
  const completion = await shop.complete(cart.id)
  if (completion.type !== "order") throw new Error("no order")

  const { data } = await stream.until("the order", ({ data }) => Boolean(data.payment_status?.order_id))
  expect(data.payment_status).toMatchObject({
    version: 0,
    order_id: completion.order.id,
    order_display_id: completion.order.display_id,
  })
  stream.close()
})

it("opens many streams at once, each with its own cart's payment, and none for a cart that is not there", async () => {
  const { shop } = world
  const all = await Promise.all(Array.from({ length: 24 }, () => shop.checkout()))
  const paid = all[7]!
  await applied(paid.paymentId, "pay")
  const streams = await Promise.all(["cart_unknown", ...all.map(({ cart }) => cart.id)].map((id) => open(id)))

  expect(streams.map(({ status }) => status)).toEqual([404, ...all.map(() => 200)])
  for (const [i, { cart }] of all.entries()) {
    const stream = streams[i + 1]!
    const { data } = await stream.until("the present status", ({ event }) => event === "status")
    expect(data).toEqual({ payment_status: await shop.paymentStatus(cart.id) })
    expect(data.payment_status.state).toBe(cart.id === paid.cart.id ? "captured" : "pending")
    stream.close()
  }
})

it("requires the storefront's key, and answers 404 for unknown carts, before a stream opens", async () => {
  const { cart } = await world.shop.checkout()
  expect((await openStream(world.url + path(cart.id), {})).status).toBe(400)
  const unknown = await open("cart_unknown")
  expect([unknown.status, unknown.body]).toEqual([404, expect.objectContaining({ type: "not_found" })])
})

it.each(["lifo", "shuffle"] as const)(
  "shows every device the same, and no version goes back: webhooks in order %s",
  async (order) => {
    const { shop, gateway } = world
    const { cart, paymentId } = await shop.checkout({ sessionData: { capture_mode: "manual" } })
    const streams = await Promise.all(Array.from({ length: 4 }, () => open(cart.id)))
    const events: string[] = []
    for (const verb of ["require_action", "fail", "authorize", "capture"] as const) {
      events.push((await gateway.client.change(paymentId, verb, { delivery: { hold: true, times: 2 } })).event_id)
    }
    await gateway.client.release({ order, concurrent: true, payment_id: paymentId })
    await finishedEvents(world, events)
    const last = await shop.paymentStatus(cart.id)

    expect(last.state).toBe("captured")
    for (const stream of streams) {
      await stream.until("the last version", ({ data }) => data.payment_status?.version === last.version)
      const versions = stream.events.flatMap(({ data }) => data.payment_status?.version ?? [])
      expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
      stream.close()
    }
  },
)
