import { uniqueEmail, useSharedStore } from "../../setup"
import { buy } from "../support/order-money"
import { actsOn, itemsOf, mailsAfter, orderMoneyOf, reporterOf, reservedFor, verbsOf } from "../support/order-acts"

/** The hardest case: an order that was given up by mistake is gone. */
const world = useSharedStore({ account: "hmac", options: { orders: { cancelUnpaid: true }, afterPayment: { inventory: {} } } })

const report: ReturnType<typeof reporterOf> = (...given) => reporterOf(world)(...given)
const authorized = () => buy(world, { captured: false })

const UNTOUCHED = { status: "pending", captures: [], refunds: [], transactions: [] }

/** An order whose authorized payment core has voided, because the order was edited. */
async function edited() {
  const paid = await authorized()
  const acts = actsOn(world)
  await acts.edit(paid.orderId)
  expect(await verbsOf(world, paid.paymentId)).toEqual([["cancel"]])
  return { paid, acts, link: await acts.openLink(paid.orderId) }
}

describe("an order whose payment was voided by its own edit", () => {
  it.each(["cancel", "expire", "fail"] as const)("goes on in silence (%s), and is paid by the new link", async (verb) => {
    const { paid, acts, link } = await edited()
    expect(link.amount).toBe(50)
    await report("processed", paid.paymentId, verb, { report_only: true })
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(UNTOUCHED)
    expect(await itemsOf(world, paid.orderId, paid.session.id)).toEqual([])
    expect(await mailsAfter(world, paid, paid.session.id)).toEqual([])
    expect(await reservedFor(world, paid.orderId)).toBe(2)

    const opened = await acts.open(link)
    await report("processed", opened.paymentId, "pay")
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject({
      status: "pending",
      captures: [50],
      transactions: [["capture", 50]],
    })
    expect(await itemsOf(world, paid.orderId, paid.session.id, opened.session.id)).toEqual([])
    expect(await mailsAfter(world, paid, opened.session.id)).toEqual(["payment.captured"])
  })

  it.each([
    ["the void is reported first", true],
    ["the new payment ends first", false],
  ])("is given up when the new payment ends as well: %s", async (_what, isFirst) => {
    const { paid, acts, link } = await edited()
    const opened = await acts.open(link)
    if (isFirst) await report("processed", paid.paymentId, "cancel", { report_only: true })
    await report("processed", opened.paymentId, "expire")
    if (!isFirst) await report("processed", paid.paymentId, "cancel", { report_only: true })

    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject({ ...UNTOUCHED, status: "canceled" })
    expect(await reservedFor(world, paid.orderId)).toBe(0)
    const mails = await mailsAfter(world, paid, paid.session.id, opened.session.id)
    // An end that is reported after the cancellation says what is true then.
    expect(mails).toEqual(isFirst ? ["payment.expired"] : ["payment.expired", "payment.canceled"])
  })

  it.each([
    ["the void is reported first", true],
    ["the new payment fails first", false],
  ])("is put up for review when the new payment fails, because it may be tried again: %s", async (_what, isFirst) => {
    const { paid, acts, link } = await edited()
    const opened = await acts.open(link)
    if (isFirst) await report("processed", paid.paymentId, "cancel", { report_only: true })
    await report("processed", opened.paymentId, "fail")
    if (!isFirst) await report("processed", paid.paymentId, "cancel", { report_only: true })
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(UNTOUCHED)
    const items = await itemsOf(world, paid.orderId)
    expect(items).toMatchObject([{ kind: "unpaid_order", state: "open", detail: expect.stringContaining("may be tried again") }])

    await report("processed", opened.paymentId, "pay")
    expect(await itemsOf(world, paid.orderId)).toMatchObject([{ id: items[0].id, state: "resolved", resolution: "superseded" }])
  })

  it("is paid where the merchant marks it as paid", async () => {
    const { paid, acts, link } = await edited()
    await acts.markAsPaid(link.id, paid.orderId)
    await report("processed", paid.paymentId, "cancel", { report_only: true })

    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject({ status: "pending", captures: [50] })
    expect(await itemsOf(world, paid.orderId, paid.session.id)).toEqual([])
    expect(await mailsAfter(world, paid, paid.session.id)).toEqual([])
  })

  it("is given up where its link was withdrawn before the void is reported", async () => {
    const { paid, acts, link } = await edited()
    await acts.withdraw(link.id)
    await report("processed", paid.paymentId, "cancel", { report_only: true })

    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject({ ...UNTOUCHED, status: "canceled" })
  })

  it("is not ended by a session that a new one of the same link has replaced", async () => {
    const { paid, acts, link } = await edited()
    await report("processed", paid.paymentId, "cancel", { report_only: true })
    const first = await acts.open(link)
    const second = await acts.open(link)
    // It waits for a session that may still appear, and is ignored in the end.
    await report("failed", first.paymentId, "cancel", { report_only: true })
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(UNTOUCHED)

    await report("processed", second.paymentId, "pay")
    expect(await orderMoneyOf(world, paid.orderId)).toMatchObject({ captures: [50] })
    expect(await itemsOf(world, paid.orderId, first.session.id, second.session.id)).toEqual([])
  })
})

it.each(["exchange", "claim"] as const)("goes on where core asks for the money again because of its %s", async (act) => {
  const paid = await authorized()
  const acts = actsOn(world)
  await acts[act](paid.orderId)
  expect(await verbsOf(world, paid.paymentId)).toEqual([["cancel"]])
  await report("processed", paid.paymentId, "cancel", { report_only: true })

  expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(UNTOUCHED)
  expect(await itemsOf(world, paid.orderId, paid.session.id)).toEqual([])
  expect(await mailsAfter(world, paid, paid.session.id)).toEqual([])
})

it("is not paid by a link over a small difference", async () => {
  const paid = await authorized()
  await actsOn(world).link(paid.orderId, 1)
  await report("processed", paid.paymentId, "cancel")

  expect(await orderMoneyOf(world, paid.orderId)).toMatchObject({ ...UNTOUCHED, status: "canceled" })
  expect(await mailsAfter(world, paid, paid.session.id)).toEqual(["payment.canceled"])
})

it("puts the surcharge of a paid order up for review when it is not paid, and closes that once it is", async () => {
  const paid = await buy(world)
  const acts = actsOn(world)
  await acts.edit(paid.orderId)
  const link = await acts.openLink(paid.orderId)
  const first = await acts.open(link)
  await report("processed", first.paymentId, "expire")
  const money = { status: "pending", captures: [25], transactions: [["capture", 25]] }
  expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(money)
  expect(await itemsOf(world, paid.orderId)).toMatchObject([
    { kind: "unpaid_order", state: "open", amount: "2500", detail: expect.stringContaining("money was captured") },
  ])

  const second = await acts.open(await acts.link(paid.orderId, 25))
  await report("processed", second.paymentId, "pay")
  expect(await orderMoneyOf(world, paid.orderId)).toMatchObject({ captures: [25, 25] })
  expect(await itemsOf(world, paid.orderId)).toMatchObject([
    { kind: "unpaid_order", state: "resolved", resolution: "superseded" },
  ])
})

it("keeps a draft order alive between two links, and gives it up with the last", async () => {
  const acts = actsOn(world)
  const email = uniqueEmail()
  const orderId = await acts.draft(email)
  const { total } = await acts.order(orderId)
  const first = await acts.open(await acts.link(orderId, total), { capture_mode: "manual" })
  await report("processed", first.paymentId, "pay")
  const second = await acts.open(await acts.link(orderId, total))
  await report("processed", first.paymentId, "expire")
  expect(await orderMoneyOf(world, orderId)).toMatchObject(UNTOUCHED)
  expect(await itemsOf(world, orderId, first.session.id)).toEqual([])

  await report("processed", second.paymentId, "expire")
  expect(await orderMoneyOf(world, orderId)).toMatchObject({ ...UNTOUCHED, status: "canceled" })
  expect(await mailsAfter(world, { cart: { email } as never }, first.session.id, second.session.id)).toEqual(["payment.expired"])
})

it("keeps the order and asks a person where the option is off", async () => {
  await world.setOptions({})
  const paid = await authorized()
  const acts = actsOn(world)
  await acts.edit(paid.orderId)
  const opened = await acts.open(await acts.openLink(paid.orderId))
  await report("processed", paid.paymentId, "cancel", { report_only: true })
  expect(await itemsOf(world, paid.orderId, paid.session.id)).toEqual([])
  await report("processed", opened.paymentId, "cancel")

  expect(await orderMoneyOf(world, paid.orderId)).toMatchObject(UNTOUCHED)
  expect(await itemsOf(world, paid.orderId)).toMatchObject([{ kind: "unpaid_order", state: "open", amount: "5000" }])
})
