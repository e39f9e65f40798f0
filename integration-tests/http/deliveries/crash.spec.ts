import { poll, useStore } from "../../setup"
import { attemptsOf, deliveryIn, receivers, retryNow, to, type Receiver } from "../support/deliveries"
import { finishedEvent } from "../support/look"

let erp: Receiver

const world = useStore(async () => {
  ;({ erp } = await receivers("erp"))
  return {
    options: { deliveries: { allowedHosts: [erp.host], destinations: [to("erp", erp)] as never } },
    gateway: { retryDelaysMs: Array<number>(240).fill(250) },
  }
})

afterAll(() => erp?.stop())

/** A lease and the time of an attempt have passed. */
const LEASE_SECONDS = 60

it.each([
  { point: "delivery claimed", calls: 1, outcomes: ["unknown", "delivered"] },
  // Nobody can know whether the receiver has it: it is sent again, and the receiver knows it by its id.
  { point: "delivery confirmed", calls: 2, outcomes: ["unknown", "delivered"] },
])("delivers although the store is killed at “$point”, and repeats with an equal id", async ({ point, calls, outcomes }) => {
  erp.calls.length = 0
  const { session, paymentId } = await world.shop.checkout()
  const cut = world.cut(point, "erp")
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await cut
  await finishedEvent(world, event_id, "processed")
  await world.restart({ signal: "SIGKILL" })
  await world.step(LEASE_SECONDS)

  const delivery = await deliveryIn(world, "delivered", "erp", session.id)
  const sent = erp.calls.filter(({ body }) => body.toString().includes(session.id))
  expect(sent.map(({ headers }) => headers["webhook-id"])).toEqual(Array(calls).fill(delivery.event_id))
  expect(new Set(sent.map(({ body }) => body.toString())).size).toBe(1)
  expect((await attemptsOf(world, delivery)).map(({ outcome }) => outcome)).toEqual(outcomes)
})

it("goes on with the retries where a kill cut one off, and sends the same id and bytes", async () => {
  erp.answer = (response) => void response.writeHead(503).end()
  const { session, paymentId } = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  const failed = await deliveryIn(world, "failed", "erp", session.id)
  const sent = () => erp.calls.filter(({ body }) => body.toString().includes(session.id))
  // The second attempt arrives, and is never answered.
  erp.answer = () => {}
  await retryNow(world, failed)
  await poll("the second attempt", async () => sent().length === 2)
  await world.restart({ signal: "SIGKILL" })
  erp.answer = (response) => void response.end()
  await world.step(LEASE_SECONDS)

  const delivery = await deliveryIn(world, "delivered", "erp", session.id)
  expect(sent().map(({ headers }) => headers["webhook-id"])).toEqual(Array(3).fill(delivery.event_id))
  expect(new Set(sent().map(({ body }) => body.toString())).size).toBe(1)
  expect((await attemptsOf(world, delivery)).map(({ outcome }) => outcome)).toEqual(["failed", "unknown", "delivered"])
})
