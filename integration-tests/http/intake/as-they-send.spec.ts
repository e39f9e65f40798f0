import { randomUUID } from "node:crypto"
import { gatewayAccounts } from "../../../scripts/lib/accounts"
import { regionFor } from "../../../scripts/lib/purchase"
import { dialects, paystackHeaders, razorpayHeaders, stripeHeaders, type TestMoneyEvent } from "../../../src/testing"
import { storeAccounts, useSharedStore } from "../../setup"
import { finishedEvent, outcomeOf, paidOnce } from "../support/look"
import { send } from "../support/webhooks"

const stripeSecret = storeAccounts.stripe!.credentials.secret as string

/** A store on whose Stripe account agents sell, too. */
const world = useSharedStore(async () => ({
  options: {
    accounts: [
      { id: "stripe", provider: "stripe", options: { signingSecrets: [stripeSecret], sellsThroughAgents: true } },
      { id: "razorpay", provider: "razorpay", options: dialects.razorpay.example({ webhookUrl: "", apiUrl: "" }).options },
      { id: "paystack", provider: "paystack", options: dialects.paystack.example({ webhookUrl: "", apiUrl: "" }).options },
    ],
  },
}))

type Headers = (body: Buffer) => Record<string, string>

/** Sends a body and answers its event once it is finished. */
async function deliver(account: string, content: unknown, headersOf: Headers) {
  const body = Buffer.from(JSON.stringify(content))
  const reply = await send(`${world.url}/webhooks/payments/${account}`, { headers: headersOf(body), body })
  expect(reply.status).toBe(200)
  const { rows } = await world.db.query(
    `SELECT event_id FROM payment_webhook_event WHERE account = $1 ORDER BY received_at DESC, id DESC LIMIT 1`,
    [account],
  )
  return finishedEvent(world, rows[0].event_id)
}

const credentialsOf = (account: string) => gatewayAccounts(world.url, world.gateway.url)[account]!.credentials as never

const bodyOf = (account: "razorpay" | "paystack", event: TestMoneyEvent): any =>
  JSON.parse(dialects[account].sign(event, credentialsOf(account), new Date()).body.toString())

async function checkoutFor(account: string) {
  const ready = await world.shop.checkout({ regionId: regionFor(account, world.facts) })
  await world.gateway.client.change(ready.paymentId, "pay", { delivery: { times: 0 } })
  const event = {
    id: `evt_${randomUUID()}`,
    state: "captured" as const,
    sessionId: ready.session.id,
    paymentId: ready.paymentId,
    amount: Math.round(ready.session.amount * 100),
    currency: ready.session.currency_code.toUpperCase(),
    mode: "test" as const,
    occurredAt: new Date(),
  }
  return { ready, event }
}

it("Razorpay's card payment with an empty error code makes its order", async () => {
  const { ready, event } = await checkoutFor("razorpay")
  const content = bodyOf("razorpay", event)
  Object.assign(content.payload.payment.entity, { error_code: "", error_reason: "", order_id: "", method: null, account_id: "" })
  expect(await deliver("razorpay", content, (body) => razorpayHeaders(body, credentialsOf("razorpay")))).toMatchObject({
    state: "processed",
  })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce(ready.session.amount))
})

it("Paystack's charge with the payer's fee makes an order of its own sum, and its refund with the fee refunds it", async () => {
  const { ready, event } = await checkoutFor("paystack")
  const headers: Headers = (body) => paystackHeaders(body, credentialsOf("paystack"))
  const content = bodyOf("paystack", event)
  content.data.amount = content.data.requested_amount + 15_000
  expect(await deliver("paystack", content, headers)).toMatchObject({ state: "processed", last_error: null })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce(ready.session.amount))

  const refund = bodyOf("paystack", {
    ...event,
    id: `evt_${randomUUID()}`,
    subject: "refund",
    state: "succeeded",
    refundId: `re_${randomUUID()}`,
    amount: event.amount + 15_000,
    capturedAmount: event.amount,
    refundedTotal: event.amount,
  })
  expect(await deliver("paystack", refund, headers)).toMatchObject({ state: "processed", last_error: null })
  expect((await outcomeOf(world, ready)).payment_status).toBe("refunded")
})

it("an order that an agent took at Stripe comes before a person, once for its two events", async () => {
  const intent = `pi_${randomUUID().replaceAll("-", "")}`
  const session = {
    id: `cs_test_${randomUUID().replaceAll("-", "")}`,
    object: "checkout.session",
    mode: "payment",
    amount_total: 4200,
    currency: "eur",
    client_reference_id: null,
    metadata: {},
    payment_intent: intent,
  }
  const tell = (type: string, payment_status: string) =>
    deliver(
      "stripe",
      {
        id: `evt_${randomUUID()}`,
        object: "event",
        type,
        created: Math.floor(Date.now() / 1000),
        livemode: false,
        api_version: "2025-09-30.clover",
        data: { object: { ...session, payment_status } },
      },
      (body) => stripeHeaders(body, { secret: stripeSecret }, new Date()),
    )
  expect(await tell("checkout.session.completed", "unpaid")).toMatchObject({ state: "quarantined", reason: "foreign_order" })
  const { rows } = await world.db.query(
    `SELECT kind, state, amount, currency_code, detail FROM payment_attention WHERE provider_payment_id = $1`,
    [intent],
  )
  expect(rows).toMatchObject([{ kind: "foreign_order", state: "open", amount: "4200", currency_code: "eur" }])
  expect(rows[0].detail).toContain("without a cart of this store")
})
