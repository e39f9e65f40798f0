import type { StoreProcess } from "../../../scripts/lib/store"
import { useStore } from "../../setup"
import { openStream } from "../../http/support/event-stream"
import { finishedEvent } from "../../http/support/look"
import { startPgBouncer, type Proxy } from "../support/proxies"

const world = useStore()
let pooler: Proxy
let pooled: StoreProcess

beforeAll(async () => {
  pooler = await startPgBouncer(world.databaseUrl)
  const url = new URL(world.databaseUrl)
  url.port = String(pooler.port)
  // LISTEN is not refused there, and nothing is ever heard.
  pooled = await world.another({ env: { DATABASE_URL: url.href }, mode: "server" })
})

afterAll(async () => {
  await pooled?.stop()
  await pooler?.stop()
})

it("finds each change behind PgBouncer in transaction mode, where no hint comes through", async () => {
  const { cart, paymentId } = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const stream = await openStream(`${pooled.url}/store/carts/${cart.id}/payment-status/stream`, {
    "x-publishable-api-key": world.facts.publishableKey,
  })
  await stream.until("the present status", ({ event }) => event === "status")
  for (const [verb, state] of [
    ["pay", "authorized"],
    ["capture", "captured"],
  ] as const) {
    const { event_id } = await world.gateway.client.change(paymentId, verb)
    await finishedEvent(world, event_id, "processed")
    await stream.until(state, ({ data }) => data.payment_status?.state === state)
  }
  expect(stream.events.map(({ event }) => event)).toEqual(["open", "status", "status", "status"])
  stream.close()
})
