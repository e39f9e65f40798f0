import type { ReadyCart } from "../../../scripts/lib/shop"
import { useSharedStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { finishedEvent, outcomeOf, paidOnce } from "../support/look"

const world = useSharedStore({ account: "hmac" })

const manual = { capture_mode: "manual" }

interface WithoutSession extends ReadyCart {
  /** The provider's id of the payment that the buyer has opened since. */
  readonly next: string
}

/** An order whose payment is authorized, and whose session core has deleted: its buyer's other tab has opened another one. */
async function authorizedWithoutSession(): Promise<WithoutSession> {
  const ready = await world.shop.checkout({ sessionData: manual })
  await report(ready, "pay")
  const { data } = await world.shop.createPaymentSession(ready.cart.id, manual)
  const { rows } = await world.db.query(`SELECT id FROM payment_session WHERE id = $1`, [ready.session.id])
  expect(rows).toEqual([])
  return { ...ready, next: data.id }
}

async function report({ paymentId }: ReadyCart, verb: "pay" | "cancel" | "capture" | "refund"): Promise<void> {
  const { client } = world.gateway
  const { event_id } = await (verb === "refund" ? client.refund(paymentId) : client.change(paymentId, verb))
  expect(await finishedEvent(world, event_id, "processed")).toMatchObject({ attempts: 1 })
}

it("cancels the payment of an order although core has deleted its session", async () => {
  const ready = await authorizedWithoutSession()
  await report(ready, "cancel")

  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "canceled", captures: [], transactions: [] })
})

it("records the capture of an order's payment although core has deleted its session, and its refund", async () => {
  const ready = await authorizedWithoutSession()
  await report(ready, "capture")
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())

  await report(ready, "refund")
  expect(await outcomeOf(world, ready)).toMatchObject({
    payment_status: "refunded",
    transactions: [
      { amount: 25, reference: "capture" },
      { amount: -25, reference: "refund" },
    ],
  })
})

it("leaves an order authorized whose other payment is canceled", async () => {
  const ready = await authorizedWithoutSession()
  const { event_id } = await world.gateway.client.change(ready.next, "pay")
  const { payment_session_id } = await finishedEvent(world, event_id, "quarantined")
  const item = await attentionOf(world).about(payment_session_id!)
  expect(item).toMatchObject({ kind: "double_payment" })
  await attentionOf(world).accept(item.id)
  await finishedEvent(world, event_id, "processed")

  await report(ready, "cancel")
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "authorized", canceled: true })
})
