import { poll, useSharedStore, type TestStore } from "../../setup"
import { outcomeOf, paidOnce, finishedEvent, finishedEvents } from "../support/look"

const world = useSharedStore()

type Ready = Awaited<ReturnType<TestStore["shop"]["checkout"]>>

async function paid(): Promise<Ready> {
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  return ready
}

/** Medusa's rows about refunds: its Refund rows, the collection's sum, the order's transactions. */
async function moneyRowsOf({ session, cart }: Ready) {
  const { rows: refunds } = await world.db.query(
    `SELECT amount::float FROM refund WHERE deleted_at IS NULL
        AND payment_id IN (SELECT id FROM payment WHERE payment_session_id = $1) ORDER BY created_at`,
    [session.id],
  )
  const { rows: collections } = await world.db.query(
    `SELECT refunded_amount::float AS refunded FROM payment_collection
      WHERE id = (SELECT payment_collection_id FROM payment_session WHERE id = $1)`,
    [session.id],
  )
  const { transactions, payment_status } = await outcomeOf(world, { session, cart } as Ready)
  return {
    refunds: refunds.map(({ amount }) => amount),
    refunded: collections[0]?.refunded ?? 0,
    payment_status,
    transactions: transactions.map(({ amount }) => amount).sort((a, b) => a - b),
  }
}

async function adminRefund({ session }: Ready, amount: number): Promise<void> {
  const { rows } = await world.db.query(`SELECT id FROM payment WHERE payment_session_id = $1`, [session.id])
  await world.admin("POST", `/admin/payments/${rows[0].id}/refund`, { amount })
}

const moneyVerbs = async ({ paymentId }: Ready) => (await world.gateway.client.moneyCalls(paymentId)).map(({ verb }) => verb)

it("records a provider's full refund, notifies the customer once, and calls nobody", async () => {
  const ready = await paid()
  const { event_id } = await world.gateway.client.refund(ready.paymentId, { delivery: { times: 3 } })
  await finishedEvent(world, event_id, "processed")

  expect(await moneyRowsOf(ready)).toEqual({ refunds: [25], refunded: 25, payment_status: "refunded", transactions: [-25, 25] })
  expect(await moneyVerbs(ready)).toEqual([])
  const reported = await poll("the refund's message", async () => {
    const messages = await world.gateway.client.mailbox(ready.cart.email ?? "")
    return messages.some(({ subject }) => subject?.startsWith("Refund for")) && messages
  })
  expect(reported.filter(({ subject }) => subject?.startsWith("Refund for"))).toHaveLength(1)
})

it("records partial refunds, in whatever order they arrive", async () => {
  const ready = await paid()
  const held = { delivery: { hold: true } }
  const events = [
    await world.gateway.client.refund(ready.paymentId, { amount: 500, ...held }),
    await world.gateway.client.refund(ready.paymentId, { amount: 700, ...held }),
    await world.gateway.client.refund(ready.paymentId, { amount: 300, ...held }),
  ]
  await world.gateway.client.release({ payment_id: ready.paymentId, order: "lifo" })
  await finishedEvents(
    world,
    events.map(({ event_id }) => event_id),
  )

  const moneyRows = await moneyRowsOf(ready)
  expect(moneyRows).toMatchObject({ refunded: 15, payment_status: "partially_refunded" })
  expect(moneyRows.refunds.reduce((sum, amount) => sum + amount, 0)).toBe(15)
  expect(moneyRows.transactions.reduce((sum, amount) => sum + amount, 0)).toBe(10)
  expect(await moneyVerbs(ready)).toEqual([])
})

it("records a refund that Medusa started once, although the provider reports it, too", async () => {
  const ready = await paid()
  await world.gateway.client.setWebhooksOnCalls(ready.paymentId, {})
  await adminRefund(ready, 10)
  const outside = await world.gateway.client.refund(ready.paymentId, { amount: 500 })
  await finishedEvent(world, outside.event_id, "processed")
  await poll("every delivery", async () => {
    const deliveries = await world.gateway.client.deliveries({ payment_id: ready.paymentId })
    return deliveries.length >= 3 && deliveries.every(({ state }) => state === "delivered")
  })
  await finishedEvents(
    world,
    (await world.gateway.client.deliveries({ payment_id: ready.paymentId })).map(({ event_id }) => event_id),
  )

  expect(await moneyRowsOf(ready)).toMatchObject({ refunds: [10, 5], refunded: 15, payment_status: "partially_refunded" })
  expect(await moneyVerbs(ready)).toEqual(["refund"])
})

it("waits for the capture that a refund has overtaken", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout()
  const captured = await gateway.client.change(ready.paymentId, "pay", { delivery: { hold: true } })
  const refunded = await gateway.client.refund(ready.paymentId, { amount: 1000 })
  expect(await finishedEvent(world, refunded.event_id, "failed")).toMatchObject({ reason: "awaits_payment" })
  await gateway.client.release({ payment_id: ready.paymentId })
  await finishedEvent(world, captured.event_id, "processed")
  await finishedEvent(world, refunded.event_id, "processed")

  expect(await moneyRowsOf(ready)).toMatchObject({ refunds: [10], refunded: 10, payment_status: "partially_refunded" })
})

it("reverses a refund that failed, and opens an item for it", async () => {
  const { gateway, db } = world
  const ready = await paid()
  const made = await gateway.client.refund(ready.paymentId, { amount: 1000 })
  await finishedEvent(world, made.event_id, "processed")
  const failed = await gateway.client.updateRefund(ready.paymentId, made.refund.id, "fail", {
    reason_code: "expired_or_canceled_card",
  })
  await finishedEvent(world, failed.event_id, "processed")

  expect(await moneyRowsOf(ready)).toMatchObject({ refunds: [], refunded: 0, payment_status: "captured" })
  const { rows } = await db.query(`SELECT kind, state, detail, amount FROM payment_attention WHERE payment_session_id = $1`, [
    ready.session.id,
  ])
  expect(rows).toEqual([
    {
      kind: "refund_failed",
      state: "open",
      amount: "1000",
      detail: "a refund of 10.00 EUR did not reach the payer (expired_or_canceled_card): refund it again or by other means",
    },
  ])
})

it("waits with a refund of more than was captured until the capture is known", async () => {
  const { gateway } = world
  const ready = await paid()
  const { event_id } = await gateway.client.refund(ready.paymentId, { report_only: true, amount: 9900 })
  expect(await finishedEvent(world, event_id, "failed")).toMatchObject({ reason: "awaits_payment" })

  expect(await moneyRowsOf(ready)).toMatchObject({ refunds: [], refunded: 0, payment_status: "captured" })
})

it("changes nothing when every event is replayed", async () => {
  const { gateway } = world
  const ready = await paid()
  const { event_id } = await gateway.client.refund(ready.paymentId, { amount: 1000 })
  await finishedEvent(world, event_id, "processed")
  for (const delivery of await gateway.client.deliveries({ payment_id: ready.paymentId })) {
    const { rows } = await world.db.query(`SELECT id FROM payment_webhook_event WHERE event_id = $1`, [delivery.event_id])
    await world.admin("POST", `/admin/payment-notifications/webhook-events/${rows[0].id}/replay`, {})
    await finishedEvent(world, delivery.event_id, "processed")
  }

  expect(await outcomeOf(world, ready)).toMatchObject({
    ...paidOnce(),
    payment_status: "partially_refunded",
    transactions: [
      { amount: 25, reference: "capture" },
      { amount: -10, reference: "refund" },
    ],
  })
})
