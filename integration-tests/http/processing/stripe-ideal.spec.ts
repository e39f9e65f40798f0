import path from "node:path"
import type { ReadyCart } from "../../../scripts/lib/shop"
import { storeAccounts, useStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { finishedEvent, outcomeOf, paidOnce } from "../support/look"

const IDEAL = "pp_stripe-ideal_stripe"
const PATTERN = ["pp_stripe*"]
const NEVER = { delivery: { times: 0 } }

const stripe = {
  id: "stripe",
  provider: "stripe",
  paymentProviders: PATTERN,
  options: { signingSecrets: [storeAccounts.stripe!.credentials.secret as string] },
}

const world = useStore({
  env: {
    PAYMENT_PROVIDERS: JSON.stringify([{ resolve: path.join(__dirname, "..", "..", "setup", "stripe-payment"), id: "stripe" }]),
  },
  options: (apiUrl) => {
    const keys = [{ id: "demo", secrets: [storeAccounts.hmac!.credentials.secret as string] }]
    return { accounts: [stripe, { id: "api", provider: "sandbox", paymentProviders: PATTERN, options: { apiUrl, keys } }] }
  },
})

beforeAll(async () => {
  const address = `/admin/regions/${world.facts.regionId}`
  const { region } = await world.admin<{ region: { payment_providers: { id: string }[] } }>(
    "GET",
    `${address}?fields=payment_providers.id`,
  )
  await world.admin("POST", address, { payment_providers: [...region.payment_providers.map(({ id }) => id), IDEAL] })
})

/** A cart whose payment goes through iDEAL: its session is changed below Medusa. */
async function checkout(): Promise<ReadyCart> {
  const ready = await world.shop.checkout()
  await world.db.query(`UPDATE payment_session SET provider_id = $2 WHERE id = $1`, [ready.session.id, IDEAL])
  return ready
}

it("is paid by a webhook of the account that names its payment provider by its beginning", async () => {
  const ready = await checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")

  expect(await finishedEvent(world, event_id)).toMatchObject({ account: "stripe", state: "processed", reason: null })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  const { rows } = await world.db.query(`SELECT provider_id FROM payment WHERE payment_session_id = $1`, [ready.session.id])
  expect(rows).toEqual([{ provider_id: IDEAL }])
})

it("is found by reconciliation where no webhook came", async () => {
  const ready = await checkout()
  await world.gateway.client.change(ready.paymentId, "pay", NEVER)

  const { out } = await world.command(["reconcile", "--since", "1h", "--json"])
  const finding = out.findings.find((one: any) => one.payment_session_id === ready.session.id)
  expect(finding).toMatchObject({ state: "repaired", account: "api" })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("is refunded through its own payment provider where a person decides so", async () => {
  const { client } = world.gateway
  const ready = await checkout()
  await finishedEvent(world, (await client.change(ready.paymentId, "pay")).event_id, "processed")
  const again = await client.createPayment({ amount: 2500, currency: "EUR", session_id: ready.session.id })
  await finishedEvent(world, (await client.change(again.id, "pay")).event_id, "quarantined")

  const item = await attentionOf(world).about(ready.session.id)
  expect(item).toMatchObject({ kind: "double_payment", provider_payment_id: again.id })
  await attentionOf(world).refund(item.id)
  expect((await client.moneyCalls(again.id)).map(({ verb, amount }) => [verb, amount])).toEqual([["refund", 2500]])
  expect(await client.moneyCalls(ready.paymentId)).toEqual([])
  const { rows } = await world.db.query(
    `SELECT DISTINCT payment.provider_id FROM refund JOIN payment ON payment.id = payment_id
      WHERE payment.data ->> 'id' = $1`,
    [again.id],
  )
  expect(rows).toEqual([{ provider_id: IDEAL }])
})

it("is paid by a webhook on core's address of another payment provider of the same Stripe account", async () => {
  const core = {
    dialect: "sandbox",
    credentials: storeAccounts.sandbox!.credentials,
    url: `${world.url}/hooks/payment/stripe_stripe`,
  }
  await world.gateway.client.setAccounts({ core })
  const ready = await checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay", { delivery: { account: "core" } })

  expect(await finishedEvent(world, event_id)).toMatchObject({ account: "pp_stripe_stripe", state: "processed", reason: null })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})
