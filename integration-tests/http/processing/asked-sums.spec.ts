import { randomUUID } from "node:crypto"
import path from "node:path"
import type { ReadyCart } from "../../../scripts/lib/shop"
import type { TestEvent } from "../../../src/testing"
import { storeAccounts, useStore } from "../../setup"
import { finishedEvent, outcomeOf } from "../support/look"
import { send, signed, urlOf } from "../support/webhooks"

const STRIPE = "pp_stripe_stripe"
/** An order's sum that Medusa's Stripe provider rounds up: Stripe takes no dinar's last digit but 0. */
const ORDERED = 12.845
const ASKED = 12_850

const world = useStore({
  env: {
    PAYMENT_PROVIDERS: JSON.stringify([{ resolve: path.join(__dirname, "..", "..", "setup", "stripe-payment"), id: "stripe" }]),
  },
  options: () => ({
    accounts: [
      {
        id: "stripe",
        provider: "stripe",
        paymentProviders: [STRIPE],
        options: { signingSecrets: [storeAccounts.stripe!.credentials.secret as string] },
      },
    ],
  }),
})

beforeAll(async () => {
  const { payment_providers } = (
    await world.admin<{ region: { payment_providers: { id: string }[] } }>(
      "GET",
      `/admin/regions/${world.facts.regionId}?fields=payment_providers.id`,
    )
  ).region
  const ids = [...payment_providers.map(({ id }) => id), STRIPE]
  await world.admin("POST", `/admin/regions/${world.facts.regionId}`, { payment_providers: ids })
})

/** A cart in dinars, which the store does not sell in: its rows are changed below Medusa. */
async function checkoutInDinars(): Promise<ReadyCart> {
  const ready = await world.shop.checkout()
  const { cart, session, paymentId } = ready
  const raw = JSON.stringify({ value: String(ORDERED), precision: 20 })
  const change = (sql: string, ...values: unknown[]) => world.db.query(sql, values)
  await change(`UPDATE cart SET currency_code = 'kwd' WHERE id = $1`, cart.id)
  await change(`UPDATE cart_line_item SET unit_price = $2, raw_unit_price = $3 WHERE cart_id = $1`, cart.id, ORDERED, raw)
  await change(
    `UPDATE payment_session SET provider_id = $2, currency_code = 'kwd', amount = $3, raw_amount = $4,
            data = data || '{"currency": "KWD"}' WHERE id = $1`,
    session.id,
    STRIPE,
    ORDERED,
    raw,
  )
  await change(
    `UPDATE payment_collection SET currency_code = 'kwd', amount = $2, raw_amount = $3
      WHERE id = (SELECT payment_collection_id FROM payment_session WHERE id = $1)`,
    session.id,
    ORDERED,
    raw,
  )
  const url = `${world.gateway.url}/payments/${paymentId}/calls/update`
  const body = JSON.stringify({ amount: ASKED, currency: "KWD" })
  const updated = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body })
  expect(updated.status).toBe(200)
  return ready
}

async function told(event: TestEvent): Promise<void> {
  const { headers, body } = signed("stripe", event)
  expect((await send(urlOf(world, "stripe"), { headers, body })).status).toBe(200)
  const { rows } = await world.db.query(`SELECT event_id FROM payment_webhook_event ORDER BY received_at DESC LIMIT 1`)
  const { state, last_error } = await finishedEvent(world, rows[0].event_id)
  expect([state, last_error]).toEqual(["processed", null])
}

const event = ({ session, paymentId }: ReadyCart, amount: number) => ({
  id: `evt_${randomUUID()}`,
  paymentId,
  sessionId: session.id,
  amount,
  currency: "KWD",
  mode: "test" as const,
  occurredAt: new Date(),
})

it("makes an order of a payment that was rounded up, and records the order's own sums", async () => {
  const ready = await checkoutInDinars()
  await world.gateway.client.change(ready.paymentId, "pay", { delivery: { times: 0 } })
  await told({ ...event(ready, ASKED), state: "captured" })

  expect(await outcomeOf(world, ready)).toMatchObject({
    orders: 1,
    payment_status: "captured",
    captures: [ORDERED],
    transactions: [{ amount: ORDERED, reference: "capture" }],
  })
  const { rows: payments } = await world.db.query(`SELECT id FROM payment WHERE payment_session_id = $1`, [ready.session.id])

  // Medusa asks for 5.010 where it refunds 5.001; the webhook repeats what was asked for.
  await world.admin("POST", `/admin/payments/${payments[0].id}/refund`, { amount: 5.001 })
  const refund = { ...event(ready, 5_010), subject: "refund" as const, state: "succeeded" as const, capturedAmount: ASKED }
  await told({ ...refund, refundId: "re_1", refundedTotal: 5_010 })
  // The rest of 12.850, refunded at the provider.
  await told({ ...refund, id: `evt_${randomUUID()}`, refundId: "re_2", amount: 7_840, refundedTotal: ASKED })

  const { rows: refunds } = await world.db.query(`SELECT amount::float FROM refund WHERE payment_id = $1 ORDER BY created_at`, [
    payments[0].id,
  ])
  expect(refunds.map(({ amount }) => amount)).toEqual([5.001, 7.844])
  expect((await outcomeOf(world, ready)).payment_status).toBe("refunded")
})

it("still quarantines a sum that nobody asked for", async () => {
  const ready = await checkoutInDinars()
  await world.gateway.client.change(ready.paymentId, "pay", { delivery: { times: 0 } })
  const reported = { ...event(ready, ASKED - 10), state: "captured" as const }
  const { headers, body } = signed("stripe", reported)
  await send(urlOf(world, "stripe"), { headers, body })
  const { rows } = await world.db.query(`SELECT event_id FROM payment_webhook_event ORDER BY received_at DESC LIMIT 1`)
  expect(await finishedEvent(world, rows[0].event_id)).toMatchObject({ state: "quarantined", reason: "amount_mismatch" })
  expect((await outcomeOf(world, ready)).orders).toBe(0)
})
