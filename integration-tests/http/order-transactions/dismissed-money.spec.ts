import { HttpError } from "../../../scripts/lib/http"
import { poll, useStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { finishedEvent } from "../support/look"
import { itemsOf, mailsAfter, orderMoneyOf, reporterOf } from "../support/order-acts"
import { buy, moneyRowsOf, type PaidOrder } from "../support/order-money"

/** The time that core is given for a refund. */
const CORES_TIME = 60

const ACCOUNT = "sandbox-api"
const NEVER = { delivery: { times: 0 } }

const world = useStore({ gateway: { defaultAccount: ACCOUNT } })

const report: ReturnType<typeof reporterOf> = (...given) => reporterOf(world)(...given)

/** A store's own flow: it knows only the order, and leaves its payment as it is. */
const cancelByOwnFlow = ({ orderId }: PaidOrder) =>
  world.db.query(`UPDATE "order" SET status = 'canceled', canceled_at = now() WHERE id = $1`, [orderId])

const openItem = async ({ session }: PaidOrder) => attentionOf(world).about(session.id, "open")

const dismiss = async (order: PaidOrder) => attentionOf(world).dismiss((await openItem(order)).id, { note: "we know of it" })

const capturedInAdmin = async (order: PaidOrder) => {
  await world.admin("POST", `/admin/payments/${order.medusaPaymentId}/capture`, {})
  await cancelByOwnFlow(order)
  await report("quarantined", order.paymentId, "capture", { report_only: true })
}

/** An order that a store's own flow canceled after an admin had captured it; its capture is reported after that. */
async function held(): Promise<PaidOrder> {
  const order = await buy(world, { captured: false })
  await capturedInAdmin(order)
  expect(await openItem(order)).toMatchObject({ kind: "late_payment", amount: "2500" })
  return order
}

const recordOf = async ({ session }: PaidOrder) =>
  (
    await world.db.query(
      `SELECT state, captured_amount AS captured, refunded_amount AS refunded FROM payment_record WHERE payment_session_id = $1`,
      [session.id],
    )
  ).rows[0]

/** Refunds in the admin: the provider refunds, and core refuses to record it for a canceled order. */
async function refundInAdmin({ paymentId, medusaPaymentId }: PaidOrder, amount: number): Promise<string> {
  await world.gateway.client.setWebhooksOnCalls(paymentId, {})
  const refused = await world
    .admin("POST", `/admin/payments/${medusaPaymentId}/refund`, { amount })
    .catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(HttpError)
  expect((refused as Error).message).toContain("has been canceled")
  const sent = await poll("the refund's webhook", async () =>
    (await world.gateway.client.deliveries({ payment_id: paymentId })).find(({ reported }) => reported.startsWith("refund.")),
  )
  return sent.event_id
}

async function sweepAfter(seconds: number): Promise<void> {
  await world.step(seconds)
  await world.job("sweep")
}

const reconcile = async ({ session }: PaidOrder): Promise<string[]> => {
  const ended = await world.command(["reconcile", "--since", "1h", "--account", ACCOUNT, "--json"])
  if (!ended.out?.findings) throw new Error(JSON.stringify(ended))
  return ended.out.findings.filter((one: any) => one.payment_session_id === session.id).map(({ state }: any) => state)
}

/** Captured by core and refunded in part: the order's transactions say what the payment's rows say, and the order lacks nothing. */
const BALANCED = {
  status: "canceled",
  captures: [25],
  refunds: [5.47],
  transactions: [
    { amount: 25, reference: "capture" },
    { amount: -5.47, reference: "refund" },
  ],
  credits: [5.47],
  summary: { transaction_total: 19.53, pending_difference: 0 },
}

const isDecided = async (order: PaidOrder) =>
  expect(await itemsOf(world, order.orderId, order.session.id)).toMatchObject([
    { kind: "late_payment", state: "resolved", resolution: "dismissed" },
  ])

describe("dismissed money that core had recorded before the order was canceled", () => {
  it("has core's refund recorded, which core could not, and asks nobody again", async () => {
    const order = await held()
    await dismiss(order)
    const refund = await refundInAdmin(order, 5.47)
    expect(await finishedEvent(world, refund, "processed")).toMatchObject({ reason: null })
    expect(await recordOf(order)).toEqual({ state: "captured", captured: "2500", refunded: "547" })
    await sweepAfter(CORES_TIME)

    expect(await moneyRowsOf(world, order)).toMatchObject(BALANCED)
    await isDecided(order)
    // The capture was decided about, and is announced to nobody.
    expect(await mailsAfter(world, order, order.session.id)).toEqual(["refund.succeeded"])
    expect(await world.gateway.client.moneyCalls(order.paymentId)).toMatchObject([
      { verb: "capture" },
      { verb: "refund", amount: 547 },
    ])
    expect(await reconcile(order)).toEqual([])
  })

  it("has a refund recorded that was reported before the decision", async () => {
    const order = await held()
    const refund = await refundInAdmin(order, 5.47)
    expect(await finishedEvent(world, refund, "quarantined")).toMatchObject({ reason: "awaits_review" })
    await dismiss(order)
    await finishedEvent(world, refund, "processed")
    await sweepAfter(CORES_TIME)

    expect(await moneyRowsOf(world, order)).toMatchObject(BALANCED)
    await isDecided(order)
  })

  it("has core's refund recorded where the dismissed report was the first of the payment", async () => {
    const ready = await world.shop.checkout()
    await world.gateway.client.change(ready.paymentId, "pay", NEVER)
    await world.shop.complete(ready.cart.id)
    const { rows } = await world.db.query(
      `SELECT o.id AS order_id, p.id AS payment_id FROM "order" o, payment p WHERE o.email = $1 AND p.payment_session_id = $2`,
      [ready.cart.email, ready.session.id],
    )
    const order: PaidOrder = { ...ready, orderId: rows[0].order_id, medusaPaymentId: rows[0].payment_id }
    await cancelByOwnFlow(order)
    await report("quarantined", order.paymentId, "capture", { report_only: true })
    const refund = await refundInAdmin(order, 5.47)
    expect(await finishedEvent(world, refund, "quarantined")).toMatchObject({ reason: "awaits_review" })
    await dismiss(order)
    await finishedEvent(world, refund, "processed")
    await sweepAfter(CORES_TIME)

    expect(await recordOf(order)).toEqual({ state: "captured", captured: "2500", refunded: "547" })
    expect(await moneyRowsOf(world, order)).toMatchObject(BALANCED)
    await isDecided(order)
  })

  it("has a refund at the provider recorded that no webhook reported", async () => {
    const order = await held()
    await dismiss(order)
    await world.gateway.client.refund(order.paymentId, { amount: 547, ...NEVER })

    expect(await reconcile(order)).toEqual(["repaired"])
    expect(await recordOf(order)).toEqual({ state: "captured", captured: "2500", refunded: "547" })
    await sweepAfter(CORES_TIME)
    expect(await moneyRowsOf(world, order)).toMatchObject(BALANCED)
    expect(await reconcile(order)).toEqual([])
    await isDecided(order)
  })
})

describe("dismissed money that is recorded nowhere", () => {
  it.each(["after", "before"])("has its refund ignored that is reported %s the decision", async (when) => {
    const order = await buy(world, { captured: false })
    await cancelByOwnFlow(order)
    await report("quarantined", order.paymentId, "capture")
    if (when === "after") await dismiss(order)
    const { event_id } = await world.gateway.client.refund(order.paymentId, { amount: 2500 })
    if (when === "before") {
      await finishedEvent(world, event_id, "quarantined")
      await dismiss(order)
    }

    expect(await finishedEvent(world, event_id, "ignored")).toMatchObject({
      reason: "decided",
      last_error: expect.stringContaining("a person has dismissed"),
    })
    await sweepAfter(CORES_TIME)
    expect(await orderMoneyOf(world, order.orderId)).toMatchObject({ captures: [], refunds: [], transactions: [] })
    expect(await recordOf(order)).toEqual({ state: "authorized", captured: "0", refunded: "0" })
    expect(await reconcile(order)).toEqual([])
    await isDecided(order)
  })

  it.each(["sandbox-api", "stripe"])("has its refund ignored where no order was made of it (%s)", async (account) => {
    const ready = await world.shop.checkout()
    const delivery = { account }
    await report("quarantined", ready.paymentId, "pay", { amount: 2400, delivery })
    const { attention } = await attentionOf(world).list(`payment_session_id=${ready.session.id}`)
    await attentionOf(world).dismiss(attention[0]!.id, { note: "refunded at the provider" })
    const { event_id } = await world.gateway.client.refund(ready.paymentId, { amount: 2400, delivery })

    expect(await finishedEvent(world, event_id, "ignored")).toMatchObject({ reason: "decided" })
  })
})

it("takes a refund from the recorded part of a payment first, and no more than that", async () => {
  const order = await buy(world, { captured: false })
  const part = (capture_amount: number) => ({ capture_amount }) as object
  await report("processed", order.paymentId, "capture", part(1000))
  await cancelByOwnFlow(order)
  await report("quarantined", order.paymentId, "capture", part(1500))
  await dismiss(order)
  const { event_id } = await world.gateway.client.refund(order.paymentId, { amount: 1200 })

  await finishedEvent(world, event_id, "processed")
  await sweepAfter(CORES_TIME)
  expect(await recordOf(order)).toEqual({ state: "captured", captured: "1000", refunded: "1000" })
  expect(await moneyRowsOf(world, order)).toMatchObject({
    captures: [10],
    refunds: [10],
    transactions: [{ amount: 10 }, { amount: -10 }],
    summary: { transaction_total: 0 },
  })
  await isDecided(order)
})

describe("a dispute of dismissed money whose order and payment were canceled before", () => {
  async function canceled(): Promise<PaidOrder> {
    const order = await buy(world, { captured: false })
    await cancelByOwnFlow(order)
    await report("processed", order.paymentId, "cancel", { report_only: true })
    await report("quarantined", order.paymentId, "capture")
    await dismiss(order)
    return order
  }

  it("is shown with its deadline, leaves the order alone and ends with the bank's word", async () => {
    const order = await canceled()
    const { event_id, dispute } = await world.gateway.client.dispute(order.paymentId, { amount: 2000 })
    await finishedEvent(world, event_id, "processed")

    const about = () => itemsOf(world, order.orderId, order.session.id)
    expect(await about()).toMatchObject([
      { kind: "late_payment", state: "resolved", resolution: "dismissed" },
      { kind: "dispute", state: "open", amount: "2000" },
    ])
    const lost = await world.gateway.client.updateDispute(order.paymentId, dispute.id, "lose")
    await finishedEvent(world, lost.event_id, "processed")
    expect((await about())[1]).toMatchObject({ kind: "dispute", state: "resolved", resolution: "superseded" })
    expect(await orderMoneyOf(world, order.orderId)).toMatchObject({ captures: [], refunds: [], transactions: [] })
  })
})
