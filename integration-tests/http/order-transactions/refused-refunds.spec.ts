import { useStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { finishedEvent } from "../support/look"
import { actsOn, detachedMoneyOf, reporterOf } from "../support/order-acts"
import { buy } from "../support/order-money"

const ACCOUNT = "sandbox-api"
const PART = 1367

const world = useStore({ gateway: { defaultAccount: ACCOUNT }, options: { orphans: { afterSeconds: 2 } } })

const report: ReturnType<typeof reporterOf> = (...given) => reporterOf(world)(...given)

interface Money {
  readonly session: { readonly id: string }
  readonly paymentId: string
}

/** Pays by the link of an order edit that the merchant has withdrawn meanwhile: core marks its session as deleted. */
async function byWithdrawnLink(): Promise<Money> {
  const paid = await buy(world)
  const acts = actsOn(world)
  await acts.edit(paid.orderId)
  const link = await acts.openLink(paid.orderId)
  const opened = await acts.open(link)
  await acts.withdraw(link.id)
  await report("quarantined", opened.paymentId, "pay")
  return opened
}

/** A capture of a payment that core has voided with its order. */
async function forCanceledOrder(): Promise<Money> {
  const paid = await buy(world, { captured: false })
  await actsOn(world).cancel(paid.orderId)
  await report("quarantined", paid.paymentId, "capture")
  return paid
}

/** Pays a session that its cart has replaced: core removes it, and has the provider cancel the payment. */
async function forReplacedCart(): Promise<Money> {
  const ready = await world.shop.checkout()
  await world.shop.addItem(ready.cart.id)
  await report("quarantined", ready.paymentId, "pay")
  return ready
}

/** A refund of all, which the provider refuses because a part has gone back there; a person leaves the money as it is. */
async function refuseAndDismiss({ session }: Money): Promise<void> {
  const item = await attentionOf(world).about(session.id, "open")
  await expect(attentionOf(world).refund(item.id)).rejects.toMatchObject({ status: 400 })
  await attentionOf(world).dismiss(item.id, { note: "we know of it" })
}

const recordsOf = async ({ paymentId }: Money) =>
  (
    await world.db.query(
      `SELECT state, captured_amount AS captured, refunded_amount AS refunded FROM payment_record
        WHERE provider_payment_id = $1 AND captured_amount <> 0`,
      [paymentId],
    )
  ).rows

async function isRefundedInPart(money: Money): Promise<void> {
  expect(await recordsOf(money)).toEqual([{ state: "captured", captured: "2500", refunded: String(PART) }])
  expect(await detachedMoneyOf(world, money.paymentId)).toEqual([
    { amount: 25, canceled: false, captures: [25], refunds: [PART / 100] },
  ])
}

/** The states of the findings about the payment: in its own session, in the one that it was detached into, or in both. */
const reconcile = async ({ paymentId }: Money): Promise<string[]> => {
  const { out } = await world.command(["reconcile", "--since", "1h", "--account", ACCOUNT, "--json"])
  const states = out.findings.filter((one: any) => one.provider_payment_id === paymentId).map(({ state }: any) => state)
  return [...new Set<string>(states)]
}

const WAYS: ReadonlyArray<[string, () => Promise<Money>]> = [
  ["by a withdrawn link", byWithdrawnLink],
  ["for a canceled order", forCanceledOrder],
  ["for a replaced cart", forReplacedCart],
]

describe.each(WAYS)("money %s that was to be refunded, and was dismissed when that failed", (_how, pay) => {
  it("has the refund recorded that was made at the provider before", async () => {
    const money = await pay()
    const { event_id } = await world.gateway.client.refund(money.paymentId, { amount: PART })
    await finishedEvent(world, event_id, "quarantined")
    await refuseAndDismiss(money)

    await finishedEvent(world, event_id, "processed")
    await isRefundedInPart(money)
    expect(await reconcile(money)).toEqual([])
  })

  it("has that refund recorded where no webhook reports it, once", async () => {
    const money = await pay()
    await world.gateway.client.refund(money.paymentId, { amount: PART, delivery: { times: 0 } })
    await refuseAndDismiss(money)

    expect(await reconcile(money)).toEqual(["repaired"])
    await isRefundedInPart(money)
    expect(await reconcile(money)).toEqual([])
  })
})

it("does not take a cancellation before the decision for the end of the money, and asks about one after it", async () => {
  const money = await forReplacedCart()
  const { event_id } = await world.gateway.client.refund(money.paymentId, { amount: PART })
  await finishedEvent(world, event_id, "quarantined")
  const before = new Date().toISOString()
  await refuseAndDismiss(money)
  await finishedEvent(world, event_id, "processed")

  expect(await report("processed", money.paymentId, "cancel", { report_only: true, occurred_at: before })).toMatchObject({
    reason: "stale",
  })
  await isRefundedInPart(money)
  expect(await report("quarantined", money.paymentId, "cancel", { report_only: true })).toMatchObject({ reason: "conflict" })
})
