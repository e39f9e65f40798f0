import { poll, useSharedStore } from "../../setup"
import { disputesOf, paidOrder } from "../support/disputes"
import { eventRow, finishedEvent, finishedEvents } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const MERCHANT = "disputes@shop.example"

const world = useSharedStore({ options: { notifications: { shop: { name: "Example Store" }, merchantRecipients: [MERCHANT] } } })

const noMoneyCalls = async (paymentId: string) => expect(await world.gateway.client.moneyCalls(paymentId)).toEqual([])

const dispute = async (paymentId: string, request: object = {}) => {
  const { event_id, dispute } = await world.gateway.client.dispute(paymentId, request)
  await finishedEvent(world, event_id, "processed")
  return dispute.id
}

const finish = async (paymentId: string, id: string, verb: "review" | "win" | "lose", request: object = {}) => {
  const { event_id } = await world.gateway.client.updateDispute(paymentId, id, verb, request)
  return finishedEvent(world, event_id)
}

it("notifies the merchant of an opened dispute, flags the order, and records no money", async () => {
  const { paymentId, orderId, cart } = await paidOrder(world)
  const evidence_due_by = "2031-05-04T12:00:00.000Z"
  const id = await dispute(paymentId, { reason_code: "fraudulent", evidence_due_by })

  expect(await disputesOf(world, orderId)).toMatchObject({
    disputes: [{ provider_dispute_id: id, state: "opened", amount: "2500", currency_code: "eur", reason_code: "fraudulent" }],
    transitions: ["dispute.opened"],
    transactions: [],
    payment_status: "captured",
    flags: { [`dispute_${id}`]: { state: "opened", amount: "2500", reason_code: "fraudulent", evidence_due_by } },
    items: [{ state: "open", detail: expect.stringMatching(/contests 25\.00 EUR .*fraudulent.*2031-05-04 12:00 UTC/) }],
  })
  const mail = await poll("the merchant's mail", async () =>
    (await world.gateway.client.mailbox(MERCHANT)).find(({ text }) => text?.includes(id)),
  )
  expect(mail.text).toContain("2031-05-04 12:00 UTC")
  expect((await world.shop.paymentStatus(cart.id)).state).toBe("captured")
  expect(JSON.stringify(await world.shop.paymentStatus(cart.id))).not.toContain("dispute")
  await noMoneyCalls(paymentId)
})

it("records a lost dispute as a transaction, and its opposite when it is won after all", async () => {
  const { paymentId, orderId } = await paidOrder(world)
  const id = await dispute(paymentId, { amount: 1000 })
  await finish(paymentId, id, "review")
  await finish(paymentId, id, "lose")

  expect(await disputesOf(world, orderId)).toMatchObject({
    disputes: [{ state: "lost" }],
    transitions: ["dispute.opened", "dispute.under_review", "dispute.lost"],
    transactions: [{ amount: -10, reference: "dispute", reference_id: id }],
    transaction_total: 15,
    payment_status: "captured",
    flags: { [`dispute_${id}`]: { state: "lost", amount: "1000" } },
    items: [{ state: "resolved", resolution: "superseded" }],
  })

  const reported = await poll("the merchant's mail", async () =>
    (await world.gateway.client.mailbox(MERCHANT)).find(({ subject }) => subject?.includes("dispute was lost")),
  )
  expect(reported.text).toContain(`Dispute ${id} at stripe over 10.00 EUR is lost`)

  await finish(paymentId, id, "win", { occurred_at: new Date(Date.now() + 60_000).toISOString() })
  expect(await disputesOf(world, orderId)).toMatchObject({
    disputes: [{ state: "won" }],
    transactions: [{ amount: -10 }, { amount: 10, reference: "dispute_reversal" }],
    transaction_total: 25,
    flags: {},
  })

  await finish(paymentId, id, "lose", { occurred_at: new Date(Date.now() + 120_000).toISOString() })
  expect(await disputesOf(world, orderId)).toMatchObject({ disputes: [{ state: "lost" }], transaction_total: 15 })
  await noMoneyCalls(paymentId)
})

it("records nothing for a dispute that is won at once", async () => {
  const { paymentId, orderId } = await paidOrder(world)
  const id = await dispute(paymentId)
  await finish(paymentId, id, "win")

  expect(await disputesOf(world, orderId)).toMatchObject({
    disputes: [{ state: "won" }],
    transactions: [],
    transaction_total: 25,
  })
})

it("ends the same in any order, with every webhook twice", async () => {
  const { paymentId, orderId } = await paidOrder(world)
  const held = { delivery: { hold: true, times: 2 } }
  const opened = await world.gateway.client.dispute(paymentId, held)
  const id = opened.dispute.id
  const later = [
    await world.gateway.client.updateDispute(paymentId, id, "review", held),
    await world.gateway.client.updateDispute(paymentId, id, "lose", held),
  ]
  await world.gateway.client.release({ order: "lifo", payment_id: paymentId })
  await finishedEvents(
    world,
    [opened, ...later].map(({ event_id }) => event_id),
  )

  expect(await disputesOf(world, orderId)).toMatchObject({
    disputes: [{ state: "lost", amount: "2500" }],
    transactions: [{ amount: -25, reference: "dispute" }],
    transaction_total: 0,
  })
  await noMoneyCalls(paymentId)
})

it("waits for a payment that its dispute has overtaken", async () => {
  const ready = await world.shop.checkout()
  const paid = await world.gateway.client.change(ready.paymentId, "pay", { delivery: { hold: true } })
  const { event_id } = await world.gateway.client.dispute(ready.paymentId)
  expect(await finishedEvent(world, event_id)).toMatchObject({ state: "failed", reason: "awaits_payment" })

  await world.gateway.client.release({ payment_id: ready.paymentId })
  await finishedEvent(world, paid.event_id, "processed")
  await finishedEvent(world, event_id, "processed")
  const { order_id } = await world.shop.paymentStatus(ready.cart.id)
  expect(await disputesOf(world, order_id!)).toMatchObject({ disputes: [{ state: "opened" }] })
})

it("saves a later deadline and another amount", async () => {
  const { paymentId, orderId, session } = await paidOrder(world)
  const id = await dispute(paymentId, { evidence_due_by: "2031-05-04T12:00:00.000Z", occurred_at: "2026-01-01T00:00:00Z" })
  const report = async (occurredAt: Date, amount: number, evidenceDueBy: Date) => {
    const event = { ...anEvent({ sessionId: session.id, paymentId }), occurredAt, amount, evidenceDueBy }
    const webhook = signed("hmac", { ...event, subject: "dispute", state: "opened", disputeId: id } as never)
    await send(urlOf(world, "hmac"), webhook)
    return finishedEvent(world, event.id)
  }
  await report(new Date("2026-01-02T00:00:00Z"), 3000, new Date("2031-06-01T00:00:00Z"))
  expect(await report(new Date("2026-01-01T12:00:00Z"), 1, new Date("2031-01-01T00:00:00Z"))).toMatchObject({ reason: "stale" })

  expect(await disputesOf(world, orderId)).toMatchObject({
    disputes: [{ state: "opened", amount: "3000", evidence_due_by: new Date("2031-06-01T00:00:00Z") }],
    transitions: ["dispute.opened", "dispute.opened"],
    items: [{ due_by: new Date("2031-06-01T00:00:00Z"), detail: expect.stringContaining("more than the payment of 25.00 EUR") }],
  })
})

it("quarantines a dispute in another currency", async () => {
  const { paymentId, orderId } = await paidOrder(world)
  const { event_id } = await world.gateway.client.dispute(paymentId, { currency: "USD" })

  expect(await finishedEvent(world, event_id)).toMatchObject({ state: "quarantined", reason: "amount_mismatch" })
  expect(await disputesOf(world, orderId)).toMatchObject({ disputes: [], transactions: [], flags: {} })
})

it("records a dispute of an unknown payment as ignored", async () => {
  const event = { ...anEvent(), subject: "dispute", state: "opened", disputeId: "dp_of_nobody" }
  await send(urlOf(world, "hmac"), signed("hmac", event as never))

  expect(await finishedEvent(world, event.id)).toMatchObject({ state: "ignored", reason: "no_session" })
  expect((await eventRow(world, event.id))?.fact).toBe("dispute.opened")
})
