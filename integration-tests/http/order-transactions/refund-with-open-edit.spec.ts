import { poll, useStore } from "../../setup"
import { inboxOf } from "../support/admin"
import { finishedEvents } from "../support/look"
import { announced, buy, moneyRowsOf, type PaidOrder } from "../support/order-money"

/** The time that core is given for a refund, and the wait between two looks at an order with an open change. */
const [CORES_TIME, OPEN_CHANGE] = [60, 15]

const world = useStore()

// From here on they are counted.
beforeAll(() => world.events())

/** Medusa's admin refunds, and the provider reports it. Core fails where an order change is open: after the provider's refund. */
async function refundInAdmin(order: PaidOrder, ...amounts: number[]): Promise<PromiseSettledResult<unknown>[]> {
  await world.gateway.client.setWebhooksOnCalls(order.paymentId, {})
  return Promise.allSettled(
    amounts.map((amount) => world.admin("POST", `/admin/payments/${order.medusaPaymentId}/refund`, { amount })),
  )
}

async function reported(order: PaidOrder, refunds: number): Promise<void> {
  const deliveries = await poll("the refunds' webhooks", async () => {
    const all = await world.gateway.client.deliveries({ payment_id: order.paymentId })
    return all.filter(({ state }) => state === "delivered").length > refunds && all
  })
  const events = await finishedEvents(
    world,
    deliveries.map(({ event_id }) => event_id),
  )
  expect(events.map(({ state }) => state)).toEqual(events.map(() => "processed"))
}

async function sweepAfter(seconds: number): Promise<void> {
  await world.step(seconds)
  await world.job("sweep")
}

const openEdit = ({ orderId }: PaidOrder) => world.admin("POST", "/admin/order-edits", { order_id: orderId })
const cancelEdit = ({ orderId }: PaidOrder) => world.admin("DELETE", `/admin/order-edits/${orderId}`)

async function confirmEdit({ orderId }: PaidOrder): Promise<void> {
  await world.admin("POST", `/admin/order-edits/${orderId}/request`, {})
  await world.admin("POST", `/admin/order-edits/${orderId}/confirm`, {})
}

const addItem = ({ orderId }: PaidOrder, unit_price: number) =>
  world.admin("POST", `/admin/order-edits/${orderId}/items`, {
    items: [{ variant_id: world.facts.variantId, quantity: 1, unit_price }],
  })

async function lowerItem({ orderId }: PaidOrder, unit_price: number): Promise<void> {
  const { order } = await world.admin<{ order: any }>("GET", `/admin/orders/${orderId}?fields=id,*items`)
  await world.admin("POST", `/admin/order-edits/${orderId}/items/item/${order.items[0].id}`, { quantity: 1, unit_price })
}

const refundMails = async ({ cart }: PaidOrder) =>
  (await world.gateway.client.mailbox(cart.email ?? "")).filter(({ subject }) => subject?.startsWith("Refund for"))

const dueOf = async ({ session }: PaidOrder): Promise<Date | null> =>
  (await world.db.query(`SELECT refunds_due_at FROM payment_record WHERE payment_session_id = $1`, [session.id])).rows[0]
    .refunds_due_at

const unpaidCollections = async ({ orderId }: PaidOrder): Promise<number[]> =>
  (
    await world.db.query(
      `SELECT c.amount::float FROM payment_collection c JOIN order_payment_collection o ON o.payment_collection_id = c.id
        WHERE o.order_id = $1 AND c.status = 'not_paid' AND c.deleted_at IS NULL AND o.deleted_at IS NULL`,
      [orderId],
    )
  ).rows.map(({ amount }) => amount)

/** The order after core's failed refund of 10.00: the money has moved, and only the Refund row shows it. */
const UNRECORDED = { refunds: [10], transactions: [{ amount: 25 }], credits: [], summary: { transaction_total: 25 } }
const BALANCED = {
  payment_status: "partially_refunded",
  refunds: [10],
  credits: [10],
  collection: { captured_amount: 25, refunded_amount: 10 },
  transactions: [{ amount: 25 }, { amount: -10, reference: "refund" }],
}

it("records core's refund beside an open edit, and its credit line when the edit is canceled", async () => {
  const order = await buy(world)
  await openEdit(order)
  expect(await refundInAdmin(order, 10)).toMatchObject([{ status: "rejected" }])
  await reported(order, 1)
  expect(await moneyRowsOf(world, order)).toMatchObject(UNRECORDED)

  // Core has its time: nothing is recorded beside it.
  await world.job("sweep")
  expect(await moneyRowsOf(world, order)).toMatchObject(UNRECORDED)
  await sweepAfter(CORES_TIME)
  const pending = {
    ...BALANCED,
    credits: [],
    summary: { transaction_total: 15, paid_total: 25, refunded_total: 10, pending_difference: 10, current_order_total: 25 },
  }
  expect(await moneyRowsOf(world, order)).toMatchObject(pending)
  await sweepAfter(OPEN_CHANGE)
  expect(await moneyRowsOf(world, order)).toMatchObject(pending)

  await cancelEdit(order)
  await sweepAfter(OPEN_CHANGE)
  const balanced = {
    ...BALANCED,
    total: 15,
    summary: { transaction_total: 15, paid_total: 25, refunded_total: 10, pending_difference: 0, current_order_total: 15 },
  }
  expect(await moneyRowsOf(world, order)).toMatchObject(balanced)
  expect(await dueOf(order)).toBeNull()
  await sweepAfter(CORES_TIME)
  expect(await moneyRowsOf(world, order)).toMatchObject(balanced)
  expect(await announced(world, "payment.refunded", order.medusaPaymentId)).toBe(1)
  expect(await refundMails(order)).toHaveLength(1)
  expect(await world.gateway.client.moneyCalls(order.paymentId)).toMatchObject([{ verb: "refund", amount: 1000 }])
})

it("makes the credit line when the edit is confirmed, and does not have the customer asked for refunded money", async () => {
  const order = await buy(world)
  await openEdit(order)
  await addItem(order, 5)
  await refundInAdmin(order, 10)
  await reported(order, 1)
  await sweepAfter(CORES_TIME)
  await confirmEdit(order)
  // Core asks for all that the order expects at this moment.
  expect(await unpaidCollections(order)).toEqual([15])

  await sweepAfter(OPEN_CHANGE)
  expect(await moneyRowsOf(world, order)).toMatchObject({
    ...BALANCED,
    total: 20,
    summary: { transaction_total: 15, pending_difference: 5, current_order_total: 20 },
  })
  expect(await unpaidCollections(order)).toEqual([5])
})

it("makes no credit line for a refund of what the confirmed edit takes off the order", async () => {
  const order = await buy(world)
  await openEdit(order)
  await lowerItem(order, 15)
  await refundInAdmin(order, 10)
  await reported(order, 1)
  await sweepAfter(CORES_TIME)
  await confirmEdit(order)
  await sweepAfter(OPEN_CHANGE)

  const rows = await moneyRowsOf(world, order)
  expect(rows).toMatchObject({ ...BALANCED, credits: [], total: 15, summary: { transaction_total: 15, pending_difference: 0 } })
})

it.each([
  ["an exchange", "exchanges", "exchange"],
  ["a claim", "claims", "claim"],
  ["a return", "returns", "return"],
])("records core's refund beside %s that was begun and given up", async (_what, route, name) => {
  const order = await buy(world)
  const type = name === "claim" ? { type: "refund" } : {}
  const begun = await world.admin<Record<string, { id: string }>>("POST", `/admin/${route}`, { order_id: order.orderId, ...type })
  expect(await refundInAdmin(order, 10)).toMatchObject([{ status: "rejected" }])
  await reported(order, 1)
  await sweepAfter(CORES_TIME)
  expect(await moneyRowsOf(world, order)).toMatchObject({ ...BALANCED, credits: [], summary: { pending_difference: 10 } })

  await world.admin("DELETE", `/admin/${route}/${begun[name]!.id}/request`)
  await sweepAfter(OPEN_CHANGE)
  expect(await moneyRowsOf(world, order)).toMatchObject({ ...BALANCED, total: 15, summary: { pending_difference: 0 } })
})

it("records the provider's own refund and notifies the customer at once, although an edit is open", async () => {
  const order = await buy(world)
  await openEdit(order)
  const { event_id } = await world.gateway.client.refund(order.paymentId, { amount: 1000 })
  await finishedEvents(world, [event_id])
  expect(await moneyRowsOf(world, order)).toMatchObject({ ...BALANCED, credits: [], summary: { pending_difference: 10 } })
  await poll("the refund's message", async () => (await refundMails(order)).length === 1)

  // It fails before the edit is closed: nothing is left to credit.
  const [refund] = (await world.gateway.client.payment(order.paymentId)).refunds
  const failed = await world.gateway.client.updateRefund(order.paymentId, refund!.id, "fail")
  await finishedEvents(world, [failed.event_id])
  await cancelEdit(order)
  await sweepAfter(CORES_TIME)
  expect(await moneyRowsOf(world, order)).toMatchObject({
    payment_status: "captured",
    total: 25,
    refunds: [],
    credits: [],
    summary: { transaction_total: 25, pending_difference: 0 },
  })
})

it("records two refunds of different amounts that the admin made at once", async () => {
  const order = await buy(world)
  await refundInAdmin(order, 3, 5)
  await reported(order, 2)
  const credited = ({ credits }: { credits: number[] }) => credits.reduce((sum, amount) => sum + amount, 0)
  const before = await moneyRowsOf(world, order)
  // Core may leave one of its two order changes open, and its age is told by Medusa's clock.
  await world.db.query(`UPDATE order_change SET created_at = created_at - interval '1 hour' WHERE order_id = $1`, [order.orderId])
  await sweepAfter(CORES_TIME)

  const rows = await moneyRowsOf(world, order)
  expect(rows.transactions.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([-5, -3, 25])
  // Core may credit one amount twice and the other not at all. Of the smaller one, the rest is credited here; of the larger one, nothing
  // is missing, and nothing is taken back.
  const credit = Math.max(8, credited(before))
  expect(credited(rows)).toBe(credit)
  expect([8, 10]).toContain(credit)
  // Its two order changes at once may even double the order's items. That is left to the merchant, and not made worse.
  expect(rows.total).toBe(before.total + credited(before) - credit)
  expect(rows).toMatchObject({ payment_status: "partially_refunded", collection: { refunded_amount: 8 } })
  // So may the summary count both twice, in the version that core made of two changes at once.
  const { transaction_total, refunded_total, pending_difference } = rows.summary
  expect([17, before.summary.transaction_total]).toContain(transaction_total)
  expect([25 - refunded_total, rows.total - pending_difference]).toEqual([transaction_total, transaction_total])
  await sweepAfter(CORES_TIME)
  expect(await moneyRowsOf(world, order)).toEqual(rows)

  // The provider reports sums: where the later report came first, it told of both.
  const { rows: told } = await world.db.query(
    `SELECT t.amount::float / 100 AS amount FROM payment_transition t JOIN payment_record r ON r.id = t.payment_record_id
      WHERE r.payment_session_id = $1 AND t.subject = 'refund'`,
    [order.session.id],
  )
  expect(told.reduce((sum, { amount }) => sum + amount, 0)).toBe(8)
  await poll("the refunds' messages", async () => (await refundMails(order)).length === told.length)
})

it("records core's refund of a canceled order, although core fails after the provider has refunded", async () => {
  const order = await buy(world)
  // A store's own flow: it keeps the money.
  await world.db.query(`UPDATE "order" SET status = 'canceled', canceled_at = now() WHERE id = $1`, [order.orderId])
  expect(await refundInAdmin(order, 10)).toMatchObject([{ status: "rejected" }])
  await reported(order, 1)
  expect(await moneyRowsOf(world, order)).toMatchObject(UNRECORDED)

  await sweepAfter(CORES_TIME)
  const recorded = {
    ...BALANCED,
    status: "canceled",
    summary: { transaction_total: 15, refunded_total: 10, pending_difference: 0 },
  }
  expect(await moneyRowsOf(world, order)).toMatchObject(recorded)
  expect(await dueOf(order)).toBeNull()
  await sweepAfter(CORES_TIME)
  expect(await moneyRowsOf(world, order)).toMatchObject(recorded)
  expect(await world.gateway.client.moneyCalls(order.paymentId)).toMatchObject([{ verb: "refund", amount: 1000 }])
})

it("records a refund that was reported before the plugin looked after core's, once its event is replayed", async () => {
  const order = await buy(world)
  await openEdit(order)
  await refundInAdmin(order, 10)
  await reported(order, 1)
  await cancelEdit(order)
  // As the migration leaves the row.
  await world.db.query(`UPDATE payment_record SET refunds_due_at = NULL WHERE payment_session_id = $1`, [order.session.id])
  await sweepAfter(CORES_TIME)
  expect(await moneyRowsOf(world, order)).toMatchObject(UNRECORDED)

  const { rows } = await world.db.query(
    `SELECT id, event_id FROM payment_webhook_event WHERE payment_session_id = $1 AND fact = 'refund.succeeded'`,
    [order.session.id],
  )
  await inboxOf(world).replay(rows[0].id)
  await poll("the due time", () => dueOf(order))
  await sweepAfter(CORES_TIME)
  expect(await moneyRowsOf(world, order)).toMatchObject({ ...BALANCED, total: 15, summary: { pending_difference: 0 } })
})

it("leaves the refund of a canceled order as core has recorded it", async () => {
  const order = await buy(world)
  await world.gateway.client.setWebhooksOnCalls(order.paymentId, {})
  await world.admin("POST", `/admin/orders/${order.orderId}/cancel`, {})
  await reported(order, 1)
  const before = await moneyRowsOf(world, order)
  await sweepAfter(CORES_TIME)

  expect(await moneyRowsOf(world, order)).toEqual(before)
  expect(before).toMatchObject({ transactions: [{ amount: 25 }, { amount: -25 }], refunds: [25], credits: [25] })
  expect(await dueOf(order)).toBeNull()
})

it("completes the transaction of a capture that the order's cancellation left out", async () => {
  const order = await buy(world)
  await refundInAdmin(order, 8.31)
  await reported(order, 1)
  await world.admin("POST", `/admin/orders/${order.orderId}/cancel`, {})
  // As a process leaves it that is killed between a capture and its transaction.
  await world.db.query(`DELETE FROM order_transaction WHERE order_id = $1 AND reference = 'capture'`, [order.orderId])
  await reported(order, 2)
  await sweepAfter(CORES_TIME)

  const rows = await moneyRowsOf(world, order)
  expect(rows.transactions.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([-16.69, -8.31, 25])
  expect(rows).toMatchObject({ status: "canceled", captures: [25], summary: { transaction_total: 0, paid_total: 25 } })
})

it("leaves an order that a store's own flow canceled as core leaves one that it cancels itself: with a credit line", async () => {
  const [cores, own] = [await buy(world), await buy(world)]
  await world.admin("POST", `/admin/orders/${cores.orderId}/cancel`, {})
  await world.db.query(`UPDATE "order" SET status = 'canceled', canceled_at = now() WHERE id = $1`, [own.orderId])
  const [refused] = await refundInAdmin(own, 25)
  expect(refused).toMatchObject({ reason: { body: { message: `Order with id ${own.orderId} has been canceled.` } } })
  expect(await moneyRowsOf(world, own)).toMatchObject({ refunds: [25], transactions: [{ amount: 25 }], credits: [] })
  await reported(own, 1)
  await sweepAfter(CORES_TIME)

  const shown = async (order: PaidOrder) => {
    const { status, total, refunds, transactions, credits, summary } = await moneyRowsOf(world, order)
    return { status, total, refunds, transactions, credits, summary }
  }
  expect(await shown(own)).toEqual(await shown(cores))
  expect(await shown(own)).toMatchObject({ status: "canceled", credits: [25], summary: { pending_difference: 0 } })
})
