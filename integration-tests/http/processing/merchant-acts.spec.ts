import { useSharedStore, type SharedStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { transitionsOf } from "../support/after-payment"
import { finishedEvent } from "../support/look"
import { buy, type PaidOrder } from "../support/order-money"
import {
  actsOn,
  detachedMoneyOf,
  itemsOf,
  mailsAfter,
  orderMoneyOf,
  reporterOf,
  reservedFor,
  verbsOf,
} from "../support/order-acts"

const world = useSharedStore({ account: "hmac" })

const report: ReturnType<typeof reporterOf> = (...given) => reporterOf(world)(...given)
const authorized = () => buy(world, { captured: false })
const orderOf = async (sessionId: string) =>
  (
    await world.db.query(
      `SELECT link.order_id FROM order_payment_collection link JOIN payment_session s ON s.payment_collection_id = link.payment_collection_id
        WHERE s.id = $1`,
      [sessionId],
    )
  ).rows[0].order_id as string

/** A store's own flow: it knows only the order. */
const cancelByOwnFlow = (orderId: string) =>
  world.db.query(`UPDATE "order" SET status = 'canceled', canceled_at = now() WHERE id = $1`, [orderId])

const CANCELED = { status: "canceled", captures: [], refunds: [], transactions: [] }

it("ends in silence where core has voided the payment of a canceled order", async () => {
  const paid = await authorized()
  await actsOn(world).cancel(paid.orderId)
  expect(await verbsOf(world, paid.paymentId)).toEqual([["cancel"]])
  await report("processed", paid.paymentId, "cancel", { report_only: true })
  // Its authorization is reported once more, after the end.
  expect(await report("processed", paid.paymentId, "authorize", { report_only: true })).toMatchObject({ reason: "stale" })

  expect(await itemsOf(world, paid.orderId, paid.session.id)).toEqual([])
  expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(CANCELED)
})

/** The ways in which an order is canceled that has an authorized payment. */
const WAYS: ReadonlyArray<[string, (world: SharedStore, order: PaidOrder) => Promise<unknown>, string[][]]> = [
  ["by staff, with its payment", (world, { orderId }) => actsOn(world).cancel(orderId), [["cancel"]]],
  ["by a store's own flow, without it", (_world, { orderId }) => cancelByOwnFlow(orderId), []],
]

describe.each(WAYS)("money for an order that was canceled %s", (_how, cancel, before) => {
  async function late() {
    const paid = await authorized()
    await cancel(world, paid)
    const event = await report("quarantined", paid.paymentId, "capture")
    const item = await attentionOf(world).about(paid.session.id, "open")
    return { paid, event, item }
  }

  it("is put up for review, and changes nothing", async () => {
    const { paid, event, item } = await late()

    expect(event).toMatchObject({ reason: "late_payment" })
    expect(item).toMatchObject({
      kind: "late_payment",
      amount: "2500",
      order_id: paid.orderId,
      allowed: ["accept", "refund", "dismiss"],
      detail: `order ${paid.orderId} is canceled, and the provider reports its payment captured`,
    })
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(CANCELED)
    expect(await mailsAfter(world, paid, paid.session.id)).toEqual([])
    expect(await verbsOf(world, paid.paymentId)).toEqual(before)
  })

  it("is refunded by a person, once", async () => {
    const { paid, item } = await late()
    await world.gateway.client.setWebhooksOnCalls(paid.paymentId, {})
    expect(await attentionOf(world).refund(item.id)).toMatchObject({ resolution: "refunded" })

    expect(await verbsOf(world, paid.paymentId)).toEqual([...before, ["refund", 2500]])
    expect(await detachedMoneyOf(world, paid.paymentId)).toEqual([{ amount: 25, canceled: false, captures: [25], refunds: [25] }])
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(CANCELED)
    expect(await world.gateway.client.payment(paid.paymentId)).toMatchObject({ captured_amount: 2500, refunded_amount: 2500 })
    await expect(attentionOf(world).refund(item.id)).rejects.toMatchObject({ status: 400 })
    const { rows } = await world.db.query(
      `SELECT payment_session_id AS id FROM payment_record WHERE provider_payment_id = $1 AND state = 'captured'`,
      [paid.paymentId],
    )
    expect(await mailsAfter(world, paid, rows[0].id)).toEqual(["refund.succeeded"])
  })

  it("is recorded on the canceled order when a person accepts it, and nothing follows from it", async () => {
    const { paid, event, item } = await late()
    const reserved = await reservedFor(world, paid.orderId)
    await attentionOf(world).accept(item.id)
    await finishedEvent(world, event.event_id, "processed")

    expect(await attentionOf(world).about(paid.session.id, "resolved")).toMatchObject({ resolution: "accepted" })
    expect(await orderMoneyOf(world, paid.orderId)).toEqual({
      status: "canceled",
      payment_status: "captured",
      captures: [25],
      refunds: [],
      transactions: [["capture", 25]],
    })
    expect(await verbsOf(world, paid.paymentId)).toEqual(before)
    expect(await reservedFor(world, paid.orderId)).toBe(reserved)
    expect((await transitionsOf(world, paid.session.id)).at(-1)).toMatchObject({
      fact: "payment.captured",
      reason_code: "late_payment",
      after_payment_due_at: null,
      after_payment_attempts: 0,
    })
    expect(await mailsAfter(world, paid, paid.session.id)).toEqual(["payment.late"])

    // The merchant refunds it at the provider.
    const refunded = await world.gateway.client.refund(paid.paymentId, { amount: 2500 })
    await finishedEvent(world, refunded.event_id, "processed")
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject({
      status: "canceled",
      captures: [25],
      refunds: [25],
      transactions: [
        ["capture", 25],
        ["refund", -25],
      ],
    })
  })

  it("has its refund and its dispute wait for the decision", async () => {
    const { paid, event, item } = await late()
    const refunded = await world.gateway.client.refund(paid.paymentId, { amount: 500 })
    const disputed = await world.gateway.client.dispute(paid.paymentId, { amount: 2000 })
    for (const { event_id } of [refunded, disputed])
      expect(await finishedEvent(world, event_id, "quarantined")).toMatchObject({ reason: "awaits_review" })
    // Its deadline does not wait.
    expect(await itemsOf(world, paid.orderId, paid.session.id)).toMatchObject([
      { kind: "late_payment", state: "open" },
      { kind: "dispute", state: "open", amount: "2000" },
    ])

    await attentionOf(world).accept(item.id)
    for (const { event_id } of [event, refunded, disputed]) await finishedEvent(world, event_id, "processed")
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject({
      captures: [25],
      refunds: [5],
      transactions: [
        ["capture", 25],
        ["refund", -5],
      ],
    })
  })
})

it("quarantines a transfer that arrives for an order canceled meanwhile, and records it without stock when accepted", async () => {
  const ready = await world.shop.checkout({ sessionData: { deferred: true } })
  await world.shop.complete(ready.cart.id)
  const orderId = await orderOf(ready.session.id)
  await actsOn(world).cancel(orderId)
  const event = await report("quarantined", ready.paymentId, "pay")
  const item = await attentionOf(world).about(ready.session.id, "open")
  expect(item).toMatchObject({ kind: "late_payment", order_id: orderId, amount: "2500" })
  expect(await orderMoneyOf(world, orderId)).toMatchObject(CANCELED)

  await attentionOf(world).accept(item.id)
  await finishedEvent(world, event.event_id, "processed")
  expect(await orderMoneyOf(world, orderId)).toMatchObject({
    status: "canceled",
    captures: [25],
    transactions: [["capture", 25]],
  })
  expect(await reservedFor(world, orderId)).toBe(0)
  expect(await mailsAfter(world, ready, ready.session.id)).toEqual(["payment.late"])
})

describe("money by the open payment link of an order edit", () => {
  async function linked() {
    const paid = await buy(world)
    const acts = actsOn(world)
    await acts.edit(paid.orderId)
    return { paid, acts, link: await acts.openLink(paid.orderId) }
  }

  it("is quarantined where the order was canceled meanwhile, and refunded to a customer who is told", async () => {
    const { paid, acts, link } = await linked()
    const opened = await acts.open(link)
    await acts.cancel(paid.orderId)
    await report("quarantined", opened.paymentId, "pay")
    const item = await attentionOf(world).about(opened.session.id, "open")
    expect(item).toMatchObject({ kind: "late_payment", order_id: paid.orderId, amount: "2500" })

    await attentionOf(world).refund(item.id)
    expect(await verbsOf(world, opened.paymentId)).toEqual([["refund", 2500]])
    expect(await detachedMoneyOf(world, opened.paymentId)).toEqual([
      { amount: 25, canceled: false, captures: [25], refunds: [25] },
    ])
    const mails = await mailsAfter(world, paid, opened.session.id)
    expect(mails).toContain("refund.succeeded")
    expect(mails).not.toContain("payment.late")
  })

  it("is an orphan where the link was withdrawn, and is refunded once", async () => {
    await world.setOptions({ orphans: { afterSeconds: 2 } })
    const { paid, acts, link } = await linked()
    const opened = await acts.open(link)
    await acts.withdraw(link.id)
    await report("quarantined", opened.paymentId, "pay")
    const item = await attentionOf(world).about(opened.session.id, "open")
    expect(item).toMatchObject({ kind: "orphan_payment", amount: "2500" })

    await attentionOf(world).refund(item.id)
    await attentionOf(world).about(opened.session.id, "resolved")
    expect(await verbsOf(world, opened.paymentId)).toEqual([["refund", 2500]])
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject({ status: "pending", captures: [25], refunds: [] })
    await world.setOptions({})
  })
})

it("holds an authorization of a canceled order for review, and lets it go with its own end", async () => {
  const ready = await world.shop.checkout({ sessionData: { deferred: true, capture_mode: "manual" } })
  await world.shop.complete(ready.cart.id)
  const orderId = await orderOf(ready.session.id)
  await actsOn(world).cancel(orderId)
  const held = await report("quarantined", ready.paymentId, "authorize")
  await attentionOf(world).about(ready.session.id, "open")
  await report("processed", ready.paymentId, "expire")

  expect(await finishedEvent(world, held.event_id, "processed")).toMatchObject({ reason: "stale" })
  expect(await attentionOf(world).about(ready.session.id, "resolved")).toMatchObject({ resolution: "superseded" })
  expect(await verbsOf(world, ready.paymentId)).toEqual([])
})

it("reports nothing of a capture that core has refunded with the order", async () => {
  const paid = await authorized()
  await world.admin("POST", `/admin/payments/${paid.medusaPaymentId}/capture`, {})
  await actsOn(world).cancel(paid.orderId)
  expect(await verbsOf(world, paid.paymentId)).toEqual([["capture"], ["refund", 2500]])
  await report("processed", paid.paymentId, "capture", { report_only: true })

  expect(await itemsOf(world, paid.orderId, paid.session.id)).toEqual([])
  expect(await mailsAfter(world, paid, paid.session.id)).toEqual([])
})

it("asks once more where money was accepted for another reason and its order was canceled meanwhile", async () => {
  const paid = await authorized()
  const event = await report("quarantined", paid.paymentId, "capture", { amount: 2600 })
  const item = await attentionOf(world).about(paid.session.id, "open")
  expect(item).toMatchObject({ kind: "mismatch" })
  await cancelByOwnFlow(paid.orderId)
  await attentionOf(world).accept(item.id)

  await finishedEvent(world, event.event_id, "quarantined")
  expect(await itemsOf(world, paid.orderId, paid.session.id)).toMatchObject([
    { kind: "mismatch", state: "resolved", resolution: "superseded" },
    { kind: "late_payment", state: "open" },
  ])
  expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(CANCELED)
})

it("asks nobody to pay for an order that is canceled", async () => {
  const ready = await world.shop.checkout({ sessionData: { deferred: true } })
  await world.shop.complete(ready.cart.id)
  await actsOn(world).cancel(await orderOf(ready.session.id))
  await report("processed", ready.paymentId, "require_action")
  await report("processed", ready.paymentId, "fail")

  expect(await mailsAfter(world, ready, ready.session.id)).toEqual([])
})

describe("with orders.cancelUnpaid", () => {
  beforeAll(() => world.setOptions({ orders: { cancelUnpaid: true } }))
  afterAll(() => world.setOptions({}))

  it("quarantines and refunds money for an order that it has canceled", async () => {
    const paid = await authorized()
    await report("processed", paid.paymentId, "expire")
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(CANCELED)
    await report("quarantined", paid.paymentId, "capture")
    const item = await attentionOf(world).about(paid.session.id, "open")
    expect(item).toMatchObject({
      kind: "late_payment",
      detail: `the payment is expired, the provider reports it captured; order ${paid.orderId} is canceled`,
    })

    await attentionOf(world).refund(item.id)
    expect(await verbsOf(world, paid.paymentId)).toEqual([["refund", 2500]])
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(CANCELED)
  })

  it("records it without the order's goods when it is accepted", async () => {
    const paid = await authorized()
    await report("processed", paid.paymentId, "cancel")
    const event = await report("quarantined", paid.paymentId, "capture")
    await attentionOf(world).accept((await attentionOf(world).about(paid.session.id, "open")).id)
    await finishedEvent(world, event.event_id, "processed")

    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject({
      status: "canceled",
      captures: [25],
      transactions: [["capture", 25]],
    })
    expect(await reservedFor(world, paid.orderId)).toBe(0)
    expect(await mailsAfter(world, paid, paid.session.id)).toEqual(["payment.canceled", "payment.late"])
  })
})
