import { useSharedStore } from "../../setup"
import { openStream } from "../../http/support/event-stream"
import { finishedEvent } from "../../http/support/look"
import { startNginx, type Proxy } from "../support/proxies"

const world = useSharedStore({ options: { live: { finalAfterSeconds: 2 } } })
let nginx: Proxy

beforeAll(async () => {
  nginx = await startNginx(world.url)
})

afterAll(() => nginx?.stop())

const open = (cartId: string, below = "") =>
  openStream(`http://127.0.0.1:${nginx.port}${below}/store/carts/${cartId}/payment-status/stream`, {
    "x-publishable-api-key": world.facts.publishableKey,
  })

it("passes each change on at once through nginx, which buffers other answers", async () => {
  const { cart, paymentId } = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const stream = await open(cart.id)
  // Its head comes with its first bytes, which a buffering proxy keeps.
  const other = await world.shop.checkout()
  const stubborn = open(other.cart.id, "/stubborn")
  let arrived = false
  const over = stubborn.then(
    () => (arrived = true),
    () => undefined,
  )
  await stream.until("the present status", ({ event }) => event === "status")
  for (const [verb, state] of [
    ["pay", "authorized"],
    ["capture", "captured"],
  ] as const) {
    const { event_id } = await world.gateway.client.change(paymentId, verb)
    await finishedEvent(world, event_id, "processed")
    await stream.until(state, ({ data }) => data.payment_status?.state === state)
  }
  await stream.ended
  expect(stream.reason()).toBe("final")
  expect(arrived).toBe(false)
  await nginx.stop()
  await over
})
