import { allDue, capture, captured, destination, emptyDeliveries, outcome } from "./support/deliveries"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let one: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  one = await database.instance()
})

afterAll(() => database?.close())

beforeEach(async () => {
  await emptyDeliveries(database)
  await one.deliveryDestinations.create(destination())
})

const claim = async () => {
  await allDue(database)
  const [delivery] = await one.deliveries.claim("dest_1", 1, 30, `token_${Math.random()}`)
  return delivery!
}
const freeze = (delivery: Awaited<ReturnType<typeof claim>>, body: string, order = "order_p0") =>
  one.orderSnapshots.freeze(delivery.id, delivery.lease_token!, order, body)
const place = async ({ id }: { id: string }) => (await one.orderSnapshots.place(id))!

it("freezes a body once: a later attempt finds the first one, with its time", async () => {
  await capture(one, "p0")
  const delivery = await claim()
  expect(await place(delivery)).toEqual({
    orderId: "order_p0",
    cartId: "cart_p0",
    frozen: null,
    isSuperseded: false,
    isBusy: false,
    lastBody: null,
    isKnown: false,
  })
  const frozen = await freeze(delivery, '{"amount": 1.10, "a":"ä"}')
  expect(frozen).toEqual({ body: '{"amount": 1.10, "a":"ä"}', at: expect.any(Date) })
  expect(frozen!.at.getMilliseconds()).toBe(0)

  expect(await freeze(delivery, "another")).toEqual(frozen)
  expect((await place(delivery)).frozen).toEqual(frozen)
})

it("freezes nothing for a worker that lost its lease", async () => {
  await capture(one, "p0")
  const delivery = await claim()
  expect(await one.orderSnapshots.freeze(delivery.id, "another token", "order_p0", "body")).toBeUndefined()
  await one.deliveries.recordOutcomes("dest_1", [outcome(delivery, "delivered")])
  expect(await freeze(delivery, "body")).toBeUndefined()
})

it("knows that a newer delivery of the order is there, and what the platform took last", async () => {
  await capture(one, "p0", 2)
  const first = await claim()
  await freeze(first, "first")
  expect(await place(first)).toMatchObject({ isSuperseded: true, isBusy: false, lastBody: null })
  await one.deliveries.recordOutcomes("dest_1", [outcome(first, "delivered")])
  const second = await claim()

  expect(await place(second)).toMatchObject({ isSuperseded: false, isBusy: false, lastBody: "first", isKnown: true })
})

it("knows of an order although the deliveries that told the platform of it are pruned, and of no order that it never got", async () => {
  await one.deliveryDestinations.create(destination({ id: "dest_2", facts: ["refund.*"] }))
  for (const name of ["p0", "p1"]) await capture(one, name)
  const claimed = await one.deliveries.claim("dest_1", 10, 30, "token")
  for (const delivery of claimed) await freeze(delivery, "first", delivery.subject.replace("prec_", "order_"))
  const states = { prec_p0: "delivered", prec_p1: "dead" } as const
  await one.deliveries.recordOutcomes(
    "dest_1",
    claimed.map((delivery) => outcome(delivery, states[delivery.subject as keyof typeof states])),
  )
  await database.query(`UPDATE delivery SET updated_at = now() - interval '31 days'`)
  expect(await one.retention.prune("deliveries", 30, 10)).toBe(2)
  expect(await database.query(`SELECT 1 FROM delivery_snapshot`)).toEqual([])

  for (const name of ["p0", "p1"]) {
    await one.payments.serialize(`payses_${name}`, async (transaction) => {
      const record = await transaction.findBySession(`payses_${name}`)
      await transaction.recordTransition(record, ...captured(name, 2, { fact: "refund.succeeded" }))
    })
  }
  const known = await database.query(
    `SELECT id, destination_id || ' ' || subject AS place FROM delivery ORDER BY destination_id, subject`,
  )
  const places = await Promise.all(known.map(async (row) => [row.place, (await place(row)).isKnown]))
  expect(places).toEqual([
    ["dest_1 prec_p0", true],
    ["dest_1 prec_p1", false],
    ["dest_2 prec_p0", false],
    ["dest_2 prec_p1", false],
  ])
})

it("gives each state of an order a time after all others, even of one second and from a clock that went back", async () => {
  await capture(one, "p0", 3)
  const times: number[] = []
  for (const body of ["a", "b", "c"]) {
    const delivery = await claim()
    await database.query(`UPDATE delivery SET recorded_at = '2026-11-30T09:00:00.9Z' WHERE id = $1`, [delivery.id])
    times.push((await freeze(delivery, body))!.at.getTime() / 1_000)
    await one.deliveries.recordOutcomes("dest_1", [outcome(delivery, "delivered")])
  }
  const start = Date.parse("2026-11-30T09:00:00Z") / 1_000
  expect(times).toEqual([start, start + 1, start + 2])
})

it("sees the deliveries of an order's other payment, and those of no other order and no other destination", async () => {
  await one.deliveryDestinations.create(destination({ id: "dest_2" }))
  for (const name of ["p0", "p1", "p2"]) await capture(one, name)
  await database.query(`UPDATE payment_record SET order_id = 'order_p0' WHERE id = 'prec_p1'`)
  const claimed = await one.deliveries.claim("dest_1", 10, 30, "token")
  const byRecord = (name: string) => claimed.find(({ subject }) => subject === `prec_${name}`)!

  expect(await place(byRecord("p0"))).toMatchObject({ isBusy: true })
  expect(await place(byRecord("p1"))).toMatchObject({ isBusy: true, orderId: "order_p0" })
  expect(await place(byRecord("p2"))).toMatchObject({ isBusy: false, isSuperseded: false })
  expect(await one.orderSnapshots.place("pdel_unknown")).toBeUndefined()
})

it("reads the money of all payments of an order, exactly", async () => {
  await capture(one, "p0")
  await database.query(
    `INSERT INTO payment_refund (id, payment_record_id, provider_refund_id, state, amount, currency_code, occurred_at)
     VALUES ('pref_1', 'prec_p0', 're_1', 'succeeded', 9007199254740993, 'eur', '2026-11-30T09:00:00Z')`,
  )
  expect(await one.orderSnapshots.money("order_p0")).toEqual({
    hasMoney: true,
    refunds: [
      { id: "pref_1", state: "succeeded", amount: 9007199254740993n, reasonCode: null, at: new Date("2026-11-30T09:00:00Z") },
    ],
    disputes: [],
  })
  expect(await one.orderSnapshots.money("order_unknown")).toEqual({ hasMoney: false, refunds: [], disputes: [] })
})
