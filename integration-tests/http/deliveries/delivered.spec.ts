import { Webhook } from "standardwebhooks"
import { poll, storeAccounts, useSharedStore } from "../../setup"
import { attemptsOf, deliveriesOf, deliveryIn, receivers, retryNow, SECRET, to, type Receiver } from "../support/deliveries"
import { paidOrder } from "../support/disputes"
import { eventRow, finishedEvent } from "../support/look"

const world = useSharedStore()

let erp: Receiver
let hung: Receiver
let loop: object
let allowedHosts: string[]

beforeAll(async () => {
  ;({ erp, hung } = await receivers("erp", "hung"))
  const { path, credentials } = storeAccounts["standard-webhooks"]!
  const url = new URL(path, world.url)
  loop = { ...to("loop", erp), config: { url: url.href }, secrets: [credentials.secret] }
  allowedHosts = [erp.host, hung.host, url.host]
})

afterAll(() => Promise.all([erp.stop(), hung.stop()]))

beforeEach(() => {
  erp.calls.length = 0
  erp.answer = (response) => void response.end("thanks")
})

const deliverTo = (...destinations: object[]) =>
  world.setOptions({ deliveries: { allowedHosts, destinations: destinations as never } })

const callsAbout = (sessionId: string) => erp.calls.filter(({ body }) => body.toString().includes(sessionId))

it("tells a third party of a payment, signed so that its own library verifies it", async () => {
  await deliverTo(to("erp", erp))
  const { session, paymentId, orderId } = await paidOrder(world)
  const delivery = await deliveryIn(world, "delivered", "erp", session.id)

  const [call, ...more] = callsAbout(session.id)
  expect(more).toEqual([])
  expect(new Webhook(SECRET).verify(call!.body, call!.headers)).toEqual(JSON.parse(call!.body.toString()))
  expect(call!.headers).toMatchObject({
    "content-type": "application/json",
    "webhook-id": delivery.event_id,
    "ce-id": delivery.event_id,
    "ce-type": "payment_notification.payment.captured",
    "ce-source": "/payment-notifications/accounts/stripe",
    "ce-subject": delivery.subject,
    "ce-sequence": "1",
  })
  expect(JSON.parse(call!.body.toString())).toMatchObject({
    id: delivery.event_id,
    type: "payment.captured",
    sequence: 1,
    data: { session_id: session.id, payment_id: paymentId, order_id: orderId, amount: "2500", currency: "EUR" },
  })
  expect(await attemptsOf(world, delivery)).toMatchObject([{ number: 1, outcome: "delivered", status: 200, answer: "thanks" }])
})

it("tries again where the receiver answers 500, with the same id and bytes", async () => {
  await deliverTo(to("erp", erp))
  erp.answer = (response) => void response.writeHead(500).end("out of order")
  const { session } = await paidOrder(world)
  const failed = await deliveryIn(world, "failed", "erp", session.id)
  expect(failed).toMatchObject({ attempts: 1, last_status: 500, last_error: "the receiver answered 500" })
  erp.answer = (response) => void response.writeHead(204).end()
  await retryNow(world, failed)
  const delivery = await deliveryIn(world, "delivered", "erp", session.id)

  const [first, second] = callsAbout(session.id)
  expect(second!.body.equals(first!.body)).toBe(true)
  expect(second!.headers["webhook-id"]).toBe(first!.headers["webhook-id"])
  expect(await attemptsOf(world, delivery)).toMatchObject([
    { number: 1, outcome: "failed", status: 500, answer: "out of order" },
    { number: 2, outcome: "delivered", status: 204 },
  ])
})

it("reaches one destination while another one hangs", async () => {
  hung.answer = () => {}
  await deliverTo(to("erp", erp), to("hung", hung))
  const orders = [await paidOrder(world), await paidOrder(world), await paidOrder(world)]
  for (const { session } of orders) await deliveryIn(world, "delivered", "erp", session.id)

  const waiting = await Promise.all(orders.map(({ session }) => deliveriesOf(world, "hung", session.id)))
  expect(waiting.flat().map(({ state }) => state)).toEqual(["sending", "sending", "sending"])
  await hung.stop()
})

it("is understood by another store of the same plugin, which knows repeats by their id", async () => {
  await deliverTo({ ...loop, accounts: ["stripe"] })
  const { session, paymentId } = await paidOrder(world)
  const delivery = await deliveryIn(world, "delivered", "loop", session.id)

  const event = await finishedEvent(world, delivery.event_id)
  expect(event).toMatchObject({
    account: "standard-webhooks",
    type: "payment.captured",
    fact: "payment.captured",
    payment_session_id: session.id,
    provider_payment_id: paymentId,
    occurred_at: delivery.occurred_at,
  })
  await world.db.query(`UPDATE delivery SET state = 'pending', next_attempt_at = now() WHERE id = $1`, [delivery.id])
  await poll("the repeat", async () => (await attemptsOf(world, delivery)).length === 2)
  expect((await eventRow(world, delivery.event_id))!.id).toBe(event.id)
})

it("cancels what is on its way to a destination that left the options", async () => {
  await deliverTo(to("erp", erp))
  erp.answer = (response) => void response.writeHead(503).end()
  const { session } = await paidOrder(world)
  await deliveryIn(world, "failed", "erp", session.id)
  await deliverTo()

  expect(await deliveryIn(world, "canceled", "erp", session.id)).toMatchObject({ reason: "destination_deleted" })
  const { session: later } = await paidOrder(world)
  expect(await deliveriesOf(world, "erp", later.id)).toEqual([])
})

it("disables a destination whose receiver says that it is gone, and has the merchant review it once", async () => {
  await deliverTo(to("erp", erp))
  erp.answer = (response) => void response.writeHead(410).end()
  const { session } = await paidOrder(world)
  expect(await deliveryIn(world, "dead", "erp", session.id)).toMatchObject({ reason: "gone", attempts: 1, last_status: 410 })
  await world.job("sweep")
  await world.job("sweep")

  const { rows } = await world.db.query(`SELECT * FROM payment_attention WHERE data ->> 'destination_id' = 'erp'`)
  expect(rows).toMatchObject([{ kind: "delivery_failing", state: "open", announced_at: expect.any(Date) }])
  const { session: later } = await paidOrder(world)
  expect(await deliveriesOf(world, "erp", later.id)).toEqual([])

  await world.admin("POST", "/admin/payment-notifications/destinations/erp/enable", {})
  await world.job("sweep")
  const { rows: closed } = await world.db.query(`SELECT state, resolution FROM payment_attention WHERE id = $1`, [rows[0].id])
  expect(closed).toEqual([{ state: "resolved", resolution: "superseded" }])
})
