import type { ReadyCart } from "../../../scripts/lib/shop"
import { poll, useStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { notOrdered, outcomeOf, paidOnce, finishedEvent } from "../support/look"

const options = (policy: "review" | "refund") => ({
  processing: { retryInitialSeconds: 0.5, retryMaxSeconds: 1, leaseSeconds: 5 },
  orphans: { afterSeconds: 2, policy },
})

const world = useStore({ options: options("review"), gateway: { defaultAccount: "hmac" } })

const stock = (quantity: number) =>
  world.db.query(
    `UPDATE inventory_level SET stocked_quantity = reserved_quantity + $1,
            raw_stocked_quantity = jsonb_build_object('value', (reserved_quantity + $1)::text, 'precision', 20)`,
    [quantity],
  )

/** Paid, and the last piece was sold meanwhile. */
async function soldOut(): Promise<ReadyCart & { eventId: string }> {
  await stock(1_000)
  const ready = await world.shop.checkout()
  await stock(0)
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  return { ...ready, eventId: event_id }
}

const refunds = async (paymentId: string) =>
  (await world.gateway.client.moneyCalls(paymentId)).filter(({ verb }) => verb === "refund").map(({ amount }) => amount)

describe("quarantined", () => {
  it("opens an item after some tries, notifies both sides, and makes the order once there is stock", async () => {
    const ready = await soldOut()
    expect((await finishedEvent(world, ready.eventId, "quarantined")).attempts).toBeGreaterThan(1)
    const item = await attentionOf(world).about(ready.session.id)
    expect(item).toMatchObject({ kind: "orphan_payment", cart_id: ready.cart.id, order_id: null, amount: "2500" })
    expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
    const mails = await poll("the customer's mail", async () => {
      const found = await world.gateway.client.mailbox(ready.cart.email!)
      return found.length > 0 && found
    })
    expect(mails.map(({ subject, template }) => [subject, template])).toEqual([
      ["Payment received, your order is being checked", "attention.orphan_payment"],
    ])

    await stock(1_000)
    await attentionOf(world).accept(item.id)
    await finishedEvent(world, ready.eventId, "processed")
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    expect(await world.gateway.client.moneyCalls(ready.paymentId)).toEqual([])
  })

  it("refunds money whose session is gone with its cart", async () => {
    await stock(1_000)
    const ready = await world.shop.checkout()
    await world.shop.addItem(ready.cart.id)
    const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
    await finishedEvent(world, event_id, "quarantined")
    const item = await attentionOf(world).about(ready.session.id)
    expect(item).toMatchObject({ kind: "orphan_payment", detail: expect.stringContaining(ready.session.id), amount: "2500" })

    expect(await attentionOf(world).refund(item.id)).toMatchObject({
      resolution: "refunded",
      payment: { refunded_amount: "2500" },
    })
    expect(await refunds(ready.paymentId)).toEqual([2500])
    expect(await outcomeOf(world, ready)).toMatchObject({ orders: 0 })
  })
})

describe("cut off during the refund", () => {
  interface Begun {
    readonly ready: ReadyCart
    readonly id: string
  }

  async function cutAfter(step: string): Promise<Begun> {
    const ready = await soldOut()
    await finishedEvent(world, ready.eventId, "quarantined")
    const { id } = await attentionOf(world).about(ready.session.id)
    const cut = world.cut(`step payment-notification-${step}`, ready.session.id)
    attentionOf(world)
      .refund(id)
      .catch(() => undefined)
    await cut
    return { ready, id }
  }

  let unasked: Begun
  let unknown: Begun
  let refunded: Begun

  // One kill for all three.
  beforeAll(async () => {
    unasked = await cutAfter("detach-session")
    unknown = await cutAfter("detach-session")
    refunded = await cutAfter("refund-or-void")
    await world.store.kill("SIGKILL")
    // The rows that core leaves behind when it dies between its own row and the provider's answer.
    await world.db.query(
      `INSERT INTO refund (id, amount, raw_amount, payment_id)
       SELECT 'ref_' || id, amount, raw_amount, id FROM payment WHERE payment_session_id = $1`,
      [unknown.ready.session.id],
    )
    await world.restart()
  })

  it("before the provider was called: nothing is refunded, and a person decides again", async () => {
    const { ready, id } = unasked

    const item = await attentionOf(world).about(ready.session.id, "open")
    expect(item.decisions).toMatchObject([
      { action: "refund", outcome: "started" },
      { outcome: "failed", detail: expect.stringContaining("was interrupted") },
    ])
    expect(await refunds(ready.paymentId)).toEqual([])
    expect(await attentionOf(world).refund(id)).toMatchObject({ resolution: "refunded" })
    expect(await refunds(ready.paymentId)).toEqual([2500])
  })

  it("while the call may have reached the provider: never repeated, left for review", async () => {
    const { ready, id } = unknown
    const item = await attentionOf(world).about(ready.session.id, "open")
    expect(item.decisions[1]).toMatchObject({ outcome: "failed", detail: expect.stringContaining("its end is not known") })
    await expect(attentionOf(world).refund(id)).rejects.toMatchObject({ status: 400 })
    expect(await refunds(ready.paymentId)).toEqual([])
    expect(await attentionOf(world).dismiss(id, { note: "refunded at the provider" })).toMatchObject({ resolution: "dismissed" })
  })

  it("after the provider has refunded: the decision is finished, and nothing is refunded twice", async () => {
    const { ready } = refunded
    expect(await attentionOf(world).about(ready.session.id, "resolved")).toMatchObject({
      resolution: "refunded",
      event: { state: "ignored", reason: "refunded" },
      payment: { state: "captured", refunded_amount: "2500" },
    })
    expect(await refunds(ready.paymentId)).toEqual([2500])
  })
})

describe("refunded by policy", () => {
  beforeAll(() => world.restart({ options: options("refund") }))

  it("refunds once, and saves it as the policy's decision", async () => {
    const ready = await soldOut()

    expect(await attentionOf(world).about(ready.session.id, "resolved")).toMatchObject({
      kind: "orphan_payment",
      resolution: "refunded",
      decisions: [
        { action: "refund", actor: "policy", outcome: "started" },
        { actor: "policy", outcome: "done" },
      ],
    })
    expect(await refunds(ready.paymentId)).toEqual([2500])
    // The refunded payment pays for nothing, although there is stock again.
    await stock(1_000)
    await world.admin(
      "POST",
      `/admin/payment-notifications/webhook-events/${(await finishedEvent(world, ready.eventId)).id}/replay`,
      {},
    )
    expect(await finishedEvent(world, ready.eventId, "processed")).toMatchObject({ reason: "stale" })
    const completed = await world.shop.complete(ready.cart.id).catch((error: { body: unknown }) => error.body)
    expect(completed).not.toMatchObject({ type: "order" })
    expect(await outcomeOf(world, ready)).toMatchObject({ orders: 0 })
    expect(await refunds(ready.paymentId)).toEqual([2500])
  })

  it("leaves a refund that the provider refuses for review", async () => {
    await stock(1_000)
    const ready = await world.shop.checkout()
    await stock(0)
    // The provider reports a capture that its own records do not show.
    await world.gateway.client.change(ready.paymentId, "pay", { report_only: true })

    const item = await poll("the policy's failure", async () => {
      const found = await attentionOf(world).about(ready.session.id)
      return found.state === "open" && found.decisions.length === 2 && found
    })
    expect(item).toMatchObject({ decisions: [{ actor: "policy" }, { actor: "policy", outcome: "failed" }] })
    await world.job("sweep")
    await world.job("sweep")
    expect((await attentionOf(world).show(item.id)).decisions).toHaveLength(2)
    expect(await refunds(ready.paymentId)).toEqual([])

    // Its session is off the cart by now: money captured on it would belong to no order.
    await stock(1_000)
    await attentionOf(world).accept(item.id)
    const again = await poll("the end of the acceptance", async () => {
      const found = await attentionOf(world).show(item.id)
      return found.state === "open" && found.decisions.length === 4 && found
    })
    expect(again.decisions[3]).toMatchObject({ outcome: "failed", detail: expect.stringContaining("taken off its cart") })
    expect(await outcomeOf(world, ready)).toMatchObject({ orders: 0, captures: [] })
  })
})
