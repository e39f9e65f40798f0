import { gatewayAccounts } from "../../../scripts/lib/accounts"
import { regionFor } from "../../../scripts/lib/purchase"
import type { ReadyCart } from "../../../scripts/lib/shop"
import { alipayForm, dialects } from "../../../src/testing/dialects"
import { useSharedStore } from "../../setup"
import { finishedEvent, notOrdered, outcomeOf, paidOnce } from "../support/look"
import { anEvent, send } from "../support/webhooks"

/** Alipay's notice of a finished trade reports its payment and what was refunded of it: two facts in one event. */
const world = useSharedStore({ account: "alipay" })

const checkout = () => world.shop.checkout({ regionId: regionFor("alipay", world.facts) })

/** Paid at the provider, which core asks before it makes the order. */
async function paid() {
  const ready = await checkout()
  await world.gateway.client.change(ready.paymentId, "pay", { delivery: { times: 0 } })
  return ready
}

async function finishedTrade({ session, paymentId }: ReadyCart, { total = session.amount, refunded = "1.00" } = {}) {
  const { url, credentials } = gatewayAccounts(world.url, world.gateway.url).alipay!
  const trade = anEvent({ sessionId: session.id, paymentId, amount: Math.round(session.amount * 100), currency: "CNY" })
  const { body } = dialects.alipay.sign(trade, credentials as never, new Date())
  const fields = Object.fromEntries(new URLSearchParams(body.toString()))
  delete fields.sign
  delete fields.sign_type
  const notice = {
    ...fields,
    trade_status: "TRADE_FINISHED",
    total_amount: total.toFixed(2),
    refund_fee: refunded,
    gmt_refund: `${fields.gmt_payment}.000`,
  }
  const signedForm = alipayForm(notice, credentials as never)
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" }
  expect((await send(url, { headers, body: signedForm })).status).toBe(200)
  return fields.notify_id!
}

const recordOf = async (sessionId: string) =>
  (
    await world.db.query(`SELECT id, state, captured_amount, refunded_amount FROM payment_record WHERE payment_session_id = $1`, [
      sessionId,
    ])
  ).rows[0]

/** The event, by the notice's id or an id that is made of it. */
async function eventOf(notifyId: string, state?: string) {
  const { rows } = await world.db.query(`SELECT event_id FROM payment_webhook_event WHERE event_id LIKE $1`, [`%${notifyId}%`])
  expect(rows).toHaveLength(1)
  return finishedEvent(world, rows[0].event_id, state)
}

it("ends as the last of the facts that were all applied", async () => {
  const ready = await paid()
  const event = await eventOf(await finishedTrade(ready))
  const record = await recordOf(ready.session.id)

  expect(event).toMatchObject({ state: "processed", reason: null, fact: "refund.succeeded", payment_record_id: record.id })
  expect(record).toMatchObject({ state: "captured", refunded_amount: "100" })
})

it("ends as the fact that has to be tried again, with the record that the other one changed", async () => {
  const ready = await paid()
  const event = await eventOf(await finishedTrade(ready, { refunded: "9999.00" }), "failed")
  const record = await recordOf(ready.session.id)

  expect(event).toMatchObject({ reason: "awaits_payment", fact: "refund.succeeded" })
  expect(event).toMatchObject({ payment_record_id: record.id, payment_session_id: ready.session.id })
  expect(record).toMatchObject({ state: "captured", refunded_amount: "0" })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce(ready.session.amount))
  // Nobody is alarmed by an event that is still tried; the tries end with this spec.
  await world.admin("POST", `/admin/payment-notifications/webhook-events/${event.id}/ignore`, { reason: "tested" })
})

it("ends as the fact that is quarantined, and applies none after it", async () => {
  const ready = await paid()
  const event = await eventOf(await finishedTrade(ready, { total: ready.session.amount - 1 }))

  expect(event).toMatchObject({ state: "quarantined", reason: "amount_mismatch", fact: "payment.captured" })
  expect(await recordOf(ready.session.id)).toBeUndefined()
  expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
  const { rows } = await world.db.query(`SELECT kind FROM payment_attention WHERE webhook_event_id = $1`, [event.id])
  expect(rows).toEqual([{ kind: "mismatch" }])
})

it("keeps the money of a session that is gone, whatever else is reported", async () => {
  const ready = await checkout()
  await world.shop.addItem(ready.cart.id)
  const event = await eventOf(await finishedTrade(ready), "failed")

  expect(event).toMatchObject({ reason: "unmatched_payment", fact: "payment.captured", payment_session_id: ready.session.id })
  await world.admin("POST", `/admin/payment-notifications/webhook-events/${event.id}/ignore`, { reason: "tested" })
})
