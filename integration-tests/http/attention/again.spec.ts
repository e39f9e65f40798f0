import { poll, useSharedStore, type TestStore } from "../../setup"
import { attentionOf, type ShownItem } from "../support/attention"
import { outcomeOf, paidOnce, finishedEvent } from "../support/look"

const world = useSharedStore({ account: "hmac" })

type Change = Parameters<TestStore["gateway"]["client"]["change"]>

async function report(state: string, ...[paymentId, verb, request]: Change) {
  const { event_id } = await world.gateway.client.change(paymentId, verb, request)
  return finishedEvent(world, event_id, state)
}

const verbs = async (paymentId: string) =>
  (await world.gateway.client.moneyCalls(paymentId)).map(({ verb, amount }) => [verb, amount])

/** A checkout whose payment is reported with these wrong sums, one notice each; and its items, oldest first. */
async function notices(...amounts: number[]) {
  const ready = await world.shop.checkout()
  for (const amount of amounts) await report("quarantined", ready.paymentId, "pay", { amount })
  const { attention } = await attentionOf(world).list(`payment_session_id=${ready.session.id}&kind=mismatch&order=created_at`)
  expect(attention).toHaveLength(amounts.length)
  return { ...ready, ids: attention.map(({ id }) => id) }
}

const resolved = (id: string): Promise<ShownItem> =>
  poll(`the end of ${id}`, async () => {
    const item = await attentionOf(world).show(id)
    return item.state === "resolved" && item
  })

it("refunds two items of one payment once when both are decided at once, and closes both", async () => {
  const { ids, paymentId } = await notices(2400, 2400)
  const decided = await Promise.allSettled(ids.map((id) => attentionOf(world).refund(id)))

  expect(await verbs(paymentId)).toEqual([["refund", 2400]])
  for (const [index, id] of ids.entries()) {
    const { resolution, decisions } = await resolved(id)
    const outcomes = decisions.map(({ action, outcome }: Record<string, string>) => `${action} ${outcome}`)
    if (decided[index]!.status === "fulfilled") {
      expect([resolution, outcomes]).toEqual(["refunded", ["refund started", "refund done"]])
    } else {
      // The other item's refund had finished its event before this one was begun.
      expect([resolution, outcomes]).toEqual(["superseded", ["supersede done"]])
    }
  }
})

it("does not call another sum of the same payment refunded that a later event reports", async () => {
  const { ids, paymentId } = await notices(2400, 2600)
  const [first, second] = ids as [string, string]
  await attentionOf(world).refund(first)

  const refused = await poll("the second event, quarantined again", () =>
    attentionOf(world)
      .refund(second)
      .then(
        () => ({ message: "it was refunded" }),
        ({ body }: { body: { message: string } }) => !/allows dismiss only/.test(body.message) && body,
      ),
  )
  expect(refused.message).toContain("refunded or voided as 24.00 EUR for another notice, and this one reports 26.00 EUR")
  expect(await attentionOf(world).show(second)).toMatchObject({ state: "open" })
  expect(await verbs(paymentId)).toEqual([["refund", 2400]])
})

it("opens a dismissed authorization's item once more for its capture", async () => {
  const ready = await world.shop.checkout()
  await report("processed", ready.paymentId, "pay")
  const money = { amount: 2500, currency: "EUR", session_id: ready.session.id, capture_mode: "manual" as const }
  const { id: again } = await world.gateway.client.createPayment(money)
  await report("quarantined", again, "authorize")
  const { id } = await attentionOf(world).about(ready.session.id, "open")
  await attentionOf(world).dismiss(id, { note: "it will lapse" })
  expect(await report("ignored", again, "authorize", { report_only: true })).toMatchObject({ reason: "decided" })

  const captured = await report("quarantined", again, "capture")
  expect(await attentionOf(world).about(ready.session.id)).toMatchObject({
    id,
    kind: "double_payment",
    state: "open",
    webhook_event_id: captured.id,
    allowed: ["accept", "refund", "dismiss"],
    data: { fact: "payment.captured" },
  })

  await attentionOf(world).dismiss(id, { note: "the customer wants both" })
  for (const verb of ["authorize", "capture"] as const) {
    expect(await report("ignored", again, verb, { report_only: true })).toMatchObject({ reason: "decided" })
  }
  expect(await attentionOf(world).show(id)).toMatchObject({ state: "resolved", resolution: "dismissed" })
  expect(await verbs(again)).toEqual([])
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("refunds money that was captured while its authorization was quarantined", async () => {
  const ready = await world.shop.checkout()
  await report("processed", ready.paymentId, "pay")
  const money = { amount: 2500, currency: "EUR", session_id: ready.session.id, capture_mode: "manual" as const }
  const { id: again } = await world.gateway.client.createPayment(money)
  const authorized = await report("quarantined", again, "authorize")
  const { id } = await attentionOf(world).about(ready.session.id, "open")
  const captured = await report("quarantined", again, "capture")
  expect(await attentionOf(world).show(id)).toMatchObject({ state: "open", webhook_event_id: captured.id })

  await attentionOf(world).refund(id)
  expect(await verbs(again)).toEqual([["refund", 2500]])
  expect(await resolved(id)).toMatchObject({ resolution: "refunded" })
  for (const { event_id } of [authorized, captured]) {
    expect(await finishedEvent(world, event_id, "ignored")).toMatchObject({ reason: "refunded" })
  }
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

describe("captured in parts while quarantined", () => {
  /** A second payment of a paid session, captured in part. */
  async function quarantinedPart() {
    const ready = await world.shop.checkout()
    await report("processed", ready.paymentId, "pay")
    const money = { amount: 2500, currency: "EUR", session_id: ready.session.id, capture_mode: "manual" as const }
    const { id: again } = await world.gateway.client.createPayment(money)
    await report("quarantined", again, "authorize")
    const first = await report("quarantined", again, "capture", { capture_amount: 1000 } as object)
    const { id } = await attentionOf(world).about(ready.session.id, "open")
    return { ready, again, first, id }
  }

  const secondPart = (again: string) => report("quarantined", again, "capture", { capture_amount: 1500 } as object)

  it("is not closed after the refund of one part", async () => {
    const { ready, again, first, id } = await quarantinedPart()
    const second = await secondPart(again)

    await expect(attentionOf(world).refund(id)).rejects.toMatchObject({
      body: { message: expect.stringContaining("captured in several parts") },
    })
    expect(await attentionOf(world).show(id)).toMatchObject({ state: "open" })
    expect(await verbs(again)).toEqual([])
    await attentionOf(world).dismiss(id, { note: "refunded at the provider" })
    for (const { event_id } of [first, second]) await finishedEvent(world, event_id, "ignored")
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  })

  it("is opened again for the part that is captured after the first was refunded", async () => {
    const { ready, again, id } = await quarantinedPart()
    await attentionOf(world).refund(id)
    expect(await verbs(again)).toEqual([["refund", 1000]])
    const second = await secondPart(again)

    expect(await attentionOf(world).show(id)).toMatchObject({ state: "open", webhook_event_id: second.id, amount: "1500" })
    await expect(attentionOf(world).refund(id)).rejects.toMatchObject({ status: 400 })
    expect(await verbs(again)).toEqual([["refund", 1000]])
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  })
})

it("opens the item again for a capture during the authorization's dismissal", async () => {
  const { db } = world
  const ready = await world.shop.checkout()
  await report("processed", ready.paymentId, "pay")
  const money = { amount: 2500, currency: "EUR", session_id: ready.session.id, capture_mode: "manual" as const }
  const { id: again } = await world.gateway.client.createPayment(money)
  const authorized = await report("quarantined", again, "authorize")
  const { id } = await attentionOf(world).about(ready.session.id, "open")
  // The state that a process leaves when it dies between a decision and its effects; the sweep resumes it.
  await db.query(`UPDATE payment_attention SET state = 'deciding' WHERE id = $1`, [id])
  await db.query(
    `INSERT INTO payment_attention_decision (id, payment_attention_id, action, actor, note, outcome)
     VALUES ('patd_cut_off', $1, 'dismiss', 'user_test', 'it will lapse', 'started')`,
    [id],
  )
  const { event_id } = await world.gateway.client.change(again, "capture")

  const item = await poll("the item, about the capture", async () => {
    const shown = await attentionOf(world).show(id)
    return shown.state === "open" && shown.webhook_event_id !== authorized.id && shown
  })
  const captured = await finishedEvent(world, event_id, "quarantined")
  expect(item).toMatchObject({ webhook_event_id: captured.id, data: { fact: "payment.captured" } })
  expect(item.decisions).toMatchObject([{ outcome: "started" }, { action: "dismiss", outcome: "done" }])
  expect(await finishedEvent(world, authorized.event_id, "ignored")).toMatchObject({ reason: "dismissed" })
  expect(await verbs(again)).toEqual([])
})

it("opens the item of a dismissed authorization of another sum again for its capture", async () => {
  const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  await report("quarantined", ready.paymentId, "authorize", { amount: 2400 })
  const { id } = await attentionOf(world).about(ready.session.id, "open")
  await attentionOf(world).dismiss(id, { note: "nothing is taken yet" })
  await report("quarantined", ready.paymentId, "capture", { amount: 2400 })

  const { attention } = await attentionOf(world).list(`payment_session_id=${ready.session.id}&state=open`)
  expect(attention).toMatchObject([{ kind: "mismatch", amount: "2400" }])
})
