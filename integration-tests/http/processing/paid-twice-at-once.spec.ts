import type { ReadyCart } from "../../../scripts/lib/shop"
import { useSharedStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { outcomeOf, paidOnce, finishedEvent, finishedEvents } from "../support/look"
import { sessionBeside } from "../support/session-beside"

/** Carts that are paid twice at once; each has two events on their way together. */
const CARTS = 6

const world = useSharedStore({ options: { processing: { concurrency: 6, retryInitialSeconds: 0.5, retryMaxSeconds: 2 } } })

const verbs = async ({ paymentId }: ReadyCart) => (await world.gateway.client.moneyCalls(paymentId)).map(({ verb }) => verb)

/** Both payments captured, each reported by an account of its own, all webhooks on their way at the same moment. */
async function captureAtOnce(pairs: ReadonlyArray<readonly [ReadyCart, ReadyCart]>): Promise<string[][]> {
  const { client } = world.gateway
  const held = (account: string) => ({ delivery: { account, times: 2, hold: true } })
  const events = await Promise.all(
    pairs.map(async ([one, other]) => {
      const reported = [
        await client.change(one.paymentId, "pay", held("hmac")),
        await client.change(other.paymentId, "pay", held("stripe")),
      ]
      return reported.map(({ event_id }) => event_id)
    }),
  )
  await client.release({ order: "shuffle", concurrent: true })
  return events
}

it("pays the order with one of two sessions of a cart, and quarantines the other's money", async () => {
  const carts = await Promise.all(Array.from({ length: CARTS }, () => world.shop.checkout()))
  const pairs = await Promise.all(carts.map(async (ready) => [ready, await sessionBeside(world, ready)] as const))
  const events = await captureAtOnce(pairs)

  for (const [index, pair] of pairs.entries()) {
    const states = (await finishedEvents(world, events[index]!)).map(({ state, reason }) => ({ state, reason }))
    const [paid, held] = states[0]!.state === "processed" ? pair : ([pair[1], pair[0]] as const)
    expect(states).toEqual(
      expect.arrayContaining([
        { state: "processed", reason: null },
        { state: "quarantined", reason: "double_payment" },
      ]),
    )
    expect(await outcomeOf(world, paid)).toMatchObject(paidOnce())
    expect(await attentionOf(world).about(held.session.id)).toMatchObject({
      kind: "double_payment",
      state: "open",
      provider_payment_id: held.paymentId,
      detail: expect.stringContaining(paid.paymentId),
    })
    expect([await verbs(paid), await verbs(held)]).toEqual([[], []])
  }
})

it("pays the order by its paid session, although an older one never is paid", async () => {
  const unpaid = await world.shop.checkout()
  const paid = await sessionBeside(world, unpaid)
  const { event_id } = await world.gateway.client.change(paid.paymentId, "pay", { delivery: { account: "stripe" } })

  await finishedEvent(world, event_id, "processed")
  expect(await outcomeOf(world, paid)).toMatchObject(paidOnce())
  expect([await verbs(paid), await verbs(unpaid)]).toEqual([[], []])
})

it("quarantines the money of a session that its cart has replaced, captured with the new one", async () => {
  const { client } = world.gateway
  const replaced = await world.shop.checkout()
  // Reported once while it was the cart's: that ties it to the cart.
  const { event_id } = await client.change(replaced.paymentId, "require_action", { delivery: { account: "hmac" } })
  await finishedEvent(world, event_id, "processed")
  const session = await world.shop.createPaymentSession(replaced.cart.id)
  const current = { ...replaced, session, paymentId: session.data.id }
  const [[late, paying]] = (await captureAtOnce([[replaced, current]])) as [[string, string]]

  await finishedEvent(world, paying, "processed")
  expect(await finishedEvent(world, late, "quarantined")).toMatchObject({ reason: "double_payment" })
  expect(await outcomeOf(world, current)).toMatchObject(paidOnce())
  expect(await attentionOf(world).about(replaced.session.id)).toMatchObject({ kind: "double_payment", cart_id: replaced.cart.id })
  // Core itself canceled the payment when it replaced the session.
  expect([await verbs(current), await verbs(replaced)]).toEqual([[], ["cancel"]])
})
