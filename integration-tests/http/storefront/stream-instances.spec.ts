import { Client } from "pg"
import type { StoreProcess } from "../../../scripts/lib/store"
import { poll, useStore } from "../../setup"
import { openStream } from "../support/event-stream"
import { finishedEvent } from "../support/look"

/** Only the database in common, and no Redis: the first takes the webhooks. */
const world = useStore()
let hearing: StoreProcess
let deaf: StoreProcess

beforeAll(async () => {
  hearing = await world.another({ mode: "server" })
  deaf = await world.another({ options: { live: { listen: false } }, mode: "server" })
})

const open = (url: string, cartId: string) =>
  openStream(`${url}/store/carts/${cartId}/payment-status/stream`, {
    "x-publishable-api-key": world.facts.publishableKey,
  })

const captured = ({ data }: { data: any }) => data.payment_status?.state === "captured"

/** Pays, and waits for the streams. */
async function pay(paymentId: string, streams: ReadonlyArray<Awaited<ReturnType<typeof open>>>): Promise<void> {
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  for (const stream of streams) await stream.until("the capture", captured)
}

const listeners = async (): Promise<number[]> => {
  const { rows } = await world.db.query(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN payment_notification_live%' ORDER BY pid`,
  )
  return rows.map(({ pid }) => pid)
}

it("reaches clients of every instance, with hints and without", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  const streams = await Promise.all([world.url, hearing.url, deaf.url].map((url) => open(url, cart.id)))
  await pay(paymentId, streams)

  const ids = streams.map((stream) => stream.ids())
  expect(new Set(ids.map((some) => JSON.stringify(some))).size).toBe(1)
  for (const stream of streams) stream.close()
  // An instance without streams, or without hints, keeps no connection for them.
  expect(await listeners()).toHaveLength(2)
})

it("listens for no hint in a worker, which nobody can ask for a status", async () => {
  const before = await listeners()
  const worker = await world.another({ mode: "worker" })
  const { cart, paymentId } = await world.shop.checkout()
  const stream = await open(hearing.url, cart.id)
  await pay(paymentId, [stream])

  expect((await fetch(`${worker.url}/store/carts/${cart.id}/payment-status/stream`)).status).toBe(404)
  expect(await listeners()).toEqual(before)
  stream.close()
  await worker.stop()
})

it("tells every instance of a change that is committed, once for each", async () => {
  const { cart, paymentId } = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const listener = new Client({ connectionString: world.databaseUrl })
  await listener.connect()
  const heard: Array<{ version: number; committed: Promise<number> }> = []
  listener.on("notification", ({ payload }) => {
    const { cart: cartId, payment, version } = JSON.parse(payload!)
    if (cartId !== cart.id) return
    const look = world.db.query(`SELECT version FROM payment_record WHERE id = $1`, [payment])
    heard.push({ version, committed: look.then(({ rows }) => rows[0].version) })
  })
  await listener.query("LISTEN payment_notification_live")
  for (const verb of ["pay", "capture"] as const) {
    const { event_id } = await world.gateway.client.change(paymentId, verb)
    await finishedEvent(world, event_id, "processed")
  }
  await poll("both hints", async () => heard.length === 2)
  expect(heard.map(({ version }) => version)).toEqual([1, 2])
  for (const { version, committed } of heard) expect(await committed).toBeGreaterThanOrEqual(version)
  await listener.end()
})

it("goes on when the connection for hints is cut, and opens it anew", async () => {
  const { cart, paymentId } = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const stream = await open(hearing.url, cart.id)
  await stream.until("the present status", ({ event }) => event === "status")
  const before = await listeners()
  await world.db.query(`SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid`, [before])
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  await stream.until("the authorization", ({ data }) => data.payment_status?.state === "authorized")

  await poll("new connections", async () => {
    const now = await listeners()
    return now.length === before.length && now.every((pid) => !before.includes(pid))
  })
  const captured = await world.gateway.client.change(paymentId, "capture")
  await finishedEvent(world, captured.event_id, "processed")
  await stream.until("the capture", ({ data }) => data.payment_status?.state === "captured")
  stream.close()
})

it("resumes on another instance", async () => {
  const { cart, paymentId } = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const here = await open(hearing.url, cart.id)
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  const { id } = await here.until("the authorization", ({ data }) => data.payment_status?.state === "authorized")
  here.close()

  const there = await openStream(`${deaf.url}/store/carts/${cart.id}/payment-status/stream`, {
    "x-publishable-api-key": world.facts.publishableKey,
    "last-event-id": id!,
  })
  await there.until("the first event", () => true)
  const capture = await world.gateway.client.change(paymentId, "capture")
  await finishedEvent(world, capture.event_id, "processed")
  await there.until("the capture", captured)
  expect(there.events.map(({ event }) => event)).toEqual(["open", "status"])
  expect(there.events[0]!.data).toEqual({ resumed: true })
  there.close()
})

it("answers an unchanged status 304 on each instance, and never with an older one than the client has", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  const read = (url: string, etag?: string) =>
    fetch(`${url}/store/carts/${cart.id}/payment-status`, {
      headers: { "x-publishable-api-key": world.facts.publishableKey, ...(etag && { "if-none-match": etag }) },
    })
  const first = await read(hearing.url)
  const old = first.headers.get("etag")!
  for (const url of [hearing.url, hearing.url, deaf.url, deaf.url]) expect((await read(url, old)).status).toBe(304)
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  const changed = await read(world.url)
  const etag = changed.headers.get("etag")!
  expect(((await changed.json()) as any).payment_status.state).toBe("captured")

  // Whoever has the new one, or none, is never sent back to the old one.
  for (const url of [hearing.url, deaf.url]) {
    expect((await read(url, etag)).status).toBe(304)
    expect(((await (await read(url)).json()) as any).payment_status.state).toBe("captured")
  }
})

it.each(["SIGTERM", "SIGINT"] as const)("ends with open streams on %s, and says so to each of them", async (signal) => {
  const going = await world.another({ mode: "server" })
  const carts = await Promise.all(Array.from({ length: 10 }, () => world.shop.checkout()))
  const streams = await Promise.all(carts.map(({ cart }) => open(going.url, cart.id)))
  for (const stream of streams) await stream.until("the present status", ({ event }) => event === "status")
  await going.kill(signal)

  for (const stream of streams) {
    await stream.ended
    expect(stream.events.at(-1)).toEqual({
      event: "end",
      id: undefined,
      data: { reason: "shutdown" },
      retry: expect.any(Number),
    })
  }
})
