import type { PaymentAttention } from "../../../src/services/store/entities"
import type { TestPaymentEvent } from "../../../src/testing"
import type { ReadyCart } from "../../../scripts/lib/shop"
import { useSharedStore } from "../../setup"
import { notOrdered, outcomeOf, paidOnce, finishedEvent } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const rules = {
  repeatedFailures: { count: 3, withinMinutes: 60, action: "flag" },
  sharedPaymentMethod: { carts: 3, withinMinutes: 60, action: "flag" },
  earlyFraudWarning: "review",
  review: "flag",
} as const

const world = useSharedStore({ options: { risk: rules } })

/** A report by the provider, in a dialect that has cards and reviews; the true state changes with `verb`. */
async function report({ paymentId, session }: ReadyCart, event: Partial<TestPaymentEvent>, verb?: "pay" | "fail") {
  if (verb) await world.gateway.client.change(paymentId, verb, { delivery: { times: 0 } })
  const reported = anEvent({ sessionId: session.id, paymentId, ...event })
  await send(urlOf(world, "hmac"), signed("hmac", reported))
  return finishedEvent(world, reported.id)
}

const pay = (ready: ReadyCart, event: Partial<TestPaymentEvent> = {}) => report(ready, event, "pay")

async function signs({ session }: ReadyCart): Promise<PaymentAttention[]> {
  const { rows } = await world.db.query<PaymentAttention>(
    `SELECT * FROM payment_attention WHERE kind = 'risk' AND payment_session_id = $1 ORDER BY created_at`,
    [session.id],
  )
  return rows
}

const failTimes = async (ready: ReadyCart, times: number) => {
  for (let attempt = 0; attempt < times; attempt++) await report(ready, { state: "failed" })
}

const noMoneyCalls = async ({ paymentId }: ReadyCart) => expect(await world.gateway.client.moneyCalls(paymentId)).toEqual([])

describe("rules that flag", () => {
  it("makes the order of a cart with many failed attempts, and counts them", async () => {
    const ready = await world.shop.checkout()
    await failTimes(ready, 4)
    expect(await pay(ready)).toMatchObject({ state: "processed", reason: null })

    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    expect(await signs(ready)).toMatchObject([
      {
        state: "open",
        detail: "4 attempts to pay this cart failed within 60 minutes; the rule allows 2",
        data: { rule: "repeatedFailures", action: "flag" },
        order_id: expect.stringMatching(/^order_/),
      },
    ])
    await noMoneyCalls(ready)
  })

  it("flags nothing below the threshold", async () => {
    const ready = await world.shop.checkout()
    await failTimes(ready, 2)
    await pay(ready)

    expect(await signs(ready)).toEqual([])
  })

  it("flags a card that is used on many carts, failed attempts included", async () => {
    const [first, second, third] = [await world.shop.checkout(), await world.shop.checkout(), await world.shop.checkout()]
    const card = { paymentMethodFingerprint: "card-of-many" }
    await report(first, { state: "failed", ...card })
    await report(first, { state: "failed", ...card })
    await pay(second, card)
    await pay(third, card)

    expect(await signs(second)).toEqual([])
    expect(await signs(third)).toMatchObject([
      { detail: "the same payment method was used on 3 carts within 60 minutes; the rule allows 2" },
    ])
    expect(await outcomeOf(world, third)).toMatchObject(paidOnce())
    const { rows } = await world.db.query(`SELECT * FROM payment_method_use WHERE fingerprint LIKE '%card-of-many%'`)
    expect(rows).toEqual([])
  })

  it("flags a payment under the provider's review", async () => {
    const ready = await world.shop.checkout()
    await pay(ready, { underReview: true })

    expect(await signs(ready)).toMatchObject([{ detail: "the provider has put this payment up for review by a person" }])
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  })
})

describe("rules that quarantine", () => {
  it("quarantines a payment's capture while a warning about it is open", async () => {
    const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
    const authorized = await world.gateway.client.change(ready.paymentId, "pay")
    await finishedEvent(world, authorized.event_id, "processed")
    const warned = await world.gateway.client.dispute(ready.paymentId, { status: "warning", amount: 2500 })
    await finishedEvent(world, warned.event_id, "processed")
    const { event_id } = await world.gateway.client.change(ready.paymentId, "capture")

    expect(await finishedEvent(world, event_id)).toMatchObject({
      state: "quarantined",
      reason: "risk",
      last_error: "1 warning or dispute stands against this payment",
    })
    expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "authorized", captures: [] })

    const closed = await world.gateway.client.updateDispute(ready.paymentId, warned.dispute.id, "win")
    await finishedEvent(world, closed.event_id, "processed")
    await finishedEvent(world, event_id, "processed")
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    await noMoneyCalls(ready)
  })

  it("makes no order until a person has decided", async () => {
    await world.setOptions({ risk: { repeatedFailures: { ...rules.repeatedFailures, action: "review" }, review: "review" } })
    const tried = await world.shop.checkout()
    await failTimes(tried, 3)
    const event = await pay(tried)
    expect(event).toMatchObject({
      state: "quarantined",
      reason: "risk",
      last_error: "3 attempts to pay this cart failed within 60 minutes; the rule allows 2",
    })
    const reviewed = await world.shop.checkout()
    expect(await pay(reviewed, { underReview: true })).toMatchObject({ state: "quarantined", reason: "risk" })

    for (const ready of [tried, reviewed]) {
      expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
      await noMoneyCalls(ready)
    }

    const [item] = await signs(tried)
    expect(item).toMatchObject({ state: "open", detail: expect.stringContaining("3 attempts") })
    await world.admin("POST", `/admin/payment-notifications/attention/${item!.id}/accept`, { note: "A known customer" })
    await finishedEvent(world, event.event_id, "processed")
    expect(await outcomeOf(world, tried)).toMatchObject(paidOnce())
    await noMoneyCalls(tried)
  })

  it("leaves all other payments alone", async () => {
    const ready = await world.shop.checkout()
    await failTimes(ready, 1)
    await pay(ready)

    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    expect(await signs(ready)).toEqual([])
  })
})
