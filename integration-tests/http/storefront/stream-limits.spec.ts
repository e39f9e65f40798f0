import { useStore } from "../../setup"
import { openStream, type EventStream } from "../support/event-stream"
import { finishedEvent } from "../support/look"

const world = useStore({
  env: { HTTP_COMPRESSION: "on" },
  options: { live: { maxStreamsPerPayment: 2, maxStreamsPerAddress: 3, maxStreams: 4, lifeSeconds: 20, finalAfterSeconds: 1 } },
})

const open = (cartId: string, address = "192.0.2.1") =>
  openStream(`${world.url}/store/carts/${cartId}/payment-status/stream`, {
    "x-publishable-api-key": world.facts.publishableKey,
    "x-forwarded-for": address,
  })

const refused = ({ status, headers, body }: EventStream) => [status, Number(headers.get("retry-after")), body]

const refusal = (message: RegExp) => [
  503,
  expect.any(Number),
  { type: "unexpected_state", message: expect.stringMatching(message) },
]

it("refuses more streams than the limits allow, and takes another one when one has gone", async () => {
  const carts = await Promise.all(Array.from({ length: 3 }, async () => (await world.shop.checkout()).cart.id))
  const [one, two, three] = carts as [string, string, string]
  const streams = [await open(one), await open(one)]
  const third = await open(one)
  expect(refused(third)).toEqual(refusal(/of this payment/))
  expect(Number(third.headers.get("retry-after"))).toBeGreaterThanOrEqual(10)
  expect(third.headers.get("access-control-expose-headers")).toContain("Retry-After")

  streams.push(await open(two))
  expect(refused(await open(three))).toEqual(refusal(/from this address/))
  streams.push(await open(three, "192.0.2.2"))
  expect(refused(await open(three, "192.0.2.3"))).toEqual(refusal(/this server/))
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200])

  streams[0]!.close()
  let again = await open(one)
  while (again.status === 503) again = await open(one)
  for (const stream of [again, ...streams]) stream.close()
})

it("counts no stream that was refused for another reason", async () => {
  for (let i = 0; i < 10; i++) expect((await open("cart_unknown")).status).toBe(404)
})

it("ends a captured payment's stream as final, any other after its life", async () => {
  const [paid, waiting] = [await world.shop.checkout(), await world.shop.checkout()]
  const [ofPaid, ofWaiting] = [await open(paid.cart.id, "192.0.2.4"), await open(waiting.cart.id, "192.0.2.5")]
  const { event_id } = await world.gateway.client.change(paid.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  await ofPaid.ended
  expect(ofPaid.events.at(-2)!.data.payment_status.state).toBe("captured")
  expect(ofPaid.reason()).toBe("final")

  await ofWaiting.ended
  expect(ofWaiting.reason()).toBe("lifetime")
  expect(ofWaiting.comments).toBeGreaterThan(0)
})

it("reaches the client at once although the store compresses", async () => {
  const key = { "x-publishable-api-key": world.facts.publishableKey, "accept-encoding": "gzip" }
  const products = await fetch(`${world.url}/store/products`, { headers: key })
  expect(products.headers.get("content-encoding")).toBe("gzip")

  const { cart } = await world.shop.checkout()
  const stream = await open(cart.id, "192.0.2.6")
  await stream.until("the present status", ({ event }) => event === "status")
  expect(stream.headers.get("content-encoding")).toBeNull()
  stream.close()
})
