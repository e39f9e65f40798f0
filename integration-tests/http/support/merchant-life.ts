import { demoData } from "../../../examples/store/src/demo-data"
import { HttpError } from "../../../scripts/lib/http"
import type { Cart } from "../../../scripts/lib/shop"
import { poll, type TestStore } from "../../setup"
import type { Act, MerchantHistory, Replacement, Step } from "./merchants"
import { actsOn, type ShownCollection } from "./order-acts"
import { decideOn, openItemsOf } from "./decide"

/**
 * - `done`: the store answered that it is;
 * - `refused`: it answered that it is not, which may still have moved money;
 * - `cut off`: the store was killed meanwhile, and nobody knows;
 * - `impossible`: there was nothing to act on.
 */
export type Outcome = "done" | "refused" | "cut off" | "impossible"

/** A history while it is lived, and what has become of its steps. */
export interface MerchantLife {
  readonly history: MerchantHistory
  readonly cart: Pick<Cart, "id" | "email">
  /** The gateway's payments of the cart and of the order's links, oldest first. */
  readonly payments: string[]
  readonly sessions: string[]
  /** Ids of the events that come. */
  readonly events: string[]
  readonly outcomes: Array<{
    readonly act: Act | "complete"
    readonly by?: Replacement
    readonly outcome: Outcome
    readonly detail?: string
  }>
}

class Impossible extends Error {}

const require = <T>(found: T | undefined | null, what: string): T => {
  if (found === undefined || found === null) throw new Impossible(what)
  return found
}

/** Lives a history on the store: each step as soon as the one before is answered, whatever is still on its way. */
export async function liveMerchant(world: TestStore, history: MerchantHistory, up: () => Promise<void>): Promise<MerchantLife> {
  await up()
  const sessionData = history.begin === "deferred" ? { deferred: true } : modeOf(history)
  const ready = await world.shop.checkout({ sessionData })
  const { id, email } = ready.cart
  const life: MerchantLife = { history, cart: { id, email }, payments: [], sessions: [], events: [], outcomes: [] }
  await add(world, life, ready)
  if (history.begin === "deferred") {
    life.outcomes.push({ act: "complete", ...(await settled(() => world.shop.complete(ready.cart.id))) })
  }
  for (const [index, step] of history.steps.entries()) {
    await up()
    if (history.calm[index]) await heard(world, life)
    const by = step.do === "replace" ? { by: step.by } : {}
    life.outcomes.push({ act: step.do, ...by, ...(await settled(() => carryOut(world, life, step, index))) })
  }
  return life
}

const modeOf = ({ begin }: MerchantHistory) => ({ capture_mode: begin === "authorized" ? "manual" : "automatic" })

async function settled(work: () => Promise<unknown>): Promise<{ outcome: Outcome; detail?: string }> {
  try {
    await work()
    return { outcome: "done" }
  } catch (error) {
    if (error instanceof Impossible) return { outcome: "impossible", detail: error.message }
    if (error instanceof HttpError) return { outcome: "refused", detail: error.message }
    if ((error as Error).message === "fetch failed") return { outcome: "cut off" }
    throw error
  }
}

/** The provider reports what Medusa asks of the payment, too. */
async function add(
  { gateway }: TestStore,
  life: MerchantLife,
  { session, paymentId }: { session: { id: string }; paymentId: string },
) {
  life.payments.push(paymentId)
  life.sessions.push(session.id)
  await gateway.client.setWebhooksOnCalls(paymentId, { delivery: { account: life.history.account, delayMs: 100 } })
}

/** Until the store has an answer to every event that has come; one that waits for another may wait on. */
async function heard({ db }: TestStore, { events }: MerchantLife): Promise<void> {
  const done = async () => {
    const { rows } = await db.query(
      `SELECT count(*)::int AS known, count(*) FILTER (WHERE state IN ('received', 'processing'))::int AS open
         FROM payment_webhook_event WHERE event_id = ANY($1)`,
      [events],
    )
    return rows[0].known === events.length && rows[0].open === 0
  }
  await poll("the events so far", done, { timeoutMs: 120_000, everyMs: 200 })
}

async function orderOf(world: TestStore, life: MerchantLife): Promise<string> {
  const find = async () => {
    const { rows } = await world.db.query(`SELECT id FROM "order" WHERE email = $1 AND deleted_at IS NULL`, [life.cart.email])
    return rows[0]?.id as string | undefined
  }
  const found = await find()
  if (found) return found
  await heard(world, life)
  return require(await find(), "no order")
}

/** The newest payment of which this holds at the gateway. */
async function paymentWhere(
  { gateway }: TestStore,
  { payments }: MerchantLife,
  holds: (payment: Truth) => boolean,
): Promise<Truth> {
  const truths = await Promise.all(payments.map((id) => gateway.client.payment(id)))
  return require(truths.reverse().find(holds), "no such payment at the gateway")
}

type Truth = Awaited<ReturnType<TestStore["gateway"]["client"]["payment"]>>
const refundableOf = ({ captured_amount, refunds }: Truth) =>
  captured_amount - refunds.reduce((sum, { status, amount }) => sum + (status === "failed" ? 0 : amount), 0)

/** A payment of the order in Medusa that the gateway knows, and that this much can be refunded of. */
async function medusaPayment(
  { db }: TestStore,
  orderId: string,
  isCaptured: boolean,
): Promise<{ id: string; left: number; minor: number }> {
  const { rows } = await db.query(
    `SELECT p.id, CASE p.currency_code WHEN 'jpy' THEN 1 ELSE 100 END AS minor,
            (COALESCE((SELECT sum(amount) FROM capture WHERE payment_id = p.id AND deleted_at IS NULL), 0)
                 - COALESCE((SELECT sum(amount) FROM refund WHERE payment_id = p.id AND deleted_at IS NULL), 0))::float AS left
       FROM payment p JOIN order_payment_collection l ON l.payment_collection_id = p.payment_collection_id AND l.deleted_at IS NULL
      WHERE l.order_id = $1 AND p.canceled_at IS NULL AND p.deleted_at IS NULL AND p.data ? 'id' ORDER BY p.created_at DESC`,
    [orderId],
  )
  return require(rows.find(({ left }) => left > 0 === isCaptured), "no such payment in Medusa")
}

async function openLinkOf({ db }: TestStore, orderId: string): Promise<ShownCollection | undefined> {
  const { rows } = await db.query(
    `SELECT c.id, c.amount::float, c.status FROM payment_collection c
       JOIN order_payment_collection l ON l.payment_collection_id = c.id AND l.deleted_at IS NULL
      WHERE l.order_id = $1 AND c.status = 'not_paid' AND c.deleted_at IS NULL ORDER BY c.created_at DESC LIMIT 1`,
    [orderId],
  )
  return rows[0]
}

async function replaceSession(world: TestStore, life: MerchantLife, by: Replacement): Promise<void> {
  const { shop, facts } = world
  const { id } = life.cart
  if (by === "item") await shop.addItem(id)
  if (by === "region") {
    const region = demoData.regions.find(({ currency }) => currency === "jpy")!
    const address = { first_name: "Ada", last_name: "Example", address_1: "Example Street 1", postal_code: "100", city: "Tokyo" }
    await shop.call("POST", `/store/carts/${id}`, {
      region_id: facts.regionIds[region.currency],
      shipping_address: { ...address, country_code: region.countries[0] },
    })
    await shop.addShipping(id)
  }
  const session = await shop.createPaymentSession(id, modeOf(life.history))
  await add(world, life, { session, paymentId: session.data.id })
}

async function carryOut(world: TestStore, life: MerchantLife, step: Step, index: number): Promise<void> {
  const { admin, gateway } = world
  const { account, copies, delays } = life.history
  const acts = actsOn(world)
  const delivery = { account, times: copies[index]!, delayMs: delays[index]! }
  const note = ({ event_id }: { event_id: string }) => {
    if (delivery.times) life.events.push(event_id)
  }
  const pay = async (id: string | undefined) => note(await gateway.client.change(require(id, "no payment"), "pay", { delivery }))
  const refundInAdmin = async (orderId: string, amount: number) => {
    await heard(world, life)
    const { id, left, minor } = await medusaPayment(world, orderId, true)
    return () => admin("POST", `/admin/payments/${id}/refund`, { amount: Math.min(amount / minor, left) })
  }
  switch (step.do) {
    case "replace": {
      const old = life.payments[0]
      if (step.pays === "old, before") await pay(old)
      await replaceSession(world, life, step.by)
      if (step.pays === "old, after" || step.pays === "both") await pay(old)
      if (step.pays === "new" || step.pays === "both") await pay(life.payments.at(-1))
      return
    }
    case "pay":
      return pay((await paymentWhere(world, life, ({ status }) => status === "pending")).id)
    case "open link": {
      const orderId = await orderOf(world, life)
      const link = (await openLinkOf(world, orderId)) ?? (await acts.link(orderId, 25))
      return add(world, life, await acts.open(link, modeOf(life.history)))
    }
    case "capture": {
      const { id, amount, captured_amount } = await paymentWhere(world, life, ({ status }) => status === "authorized")
      const capture_amount = step.amount === "all" ? undefined : Math.min(step.amount, amount - captured_amount)
      return note(await gateway.client.change(id, "capture", { delivery, ...(capture_amount && { capture_amount }) }))
    }
    case "refund at provider": {
      const truth = await paymentWhere(world, life, (payment) => refundableOf(payment) > 0)
      return note(await gateway.client.refund(truth.id, { delivery, amount: Math.min(step.amount, refundableOf(truth)) }))
    }
    case "give up": {
      const isOpen = ({ status, captured_amount }: Truth) => ["pending", "authorized"].includes(status) && captured_amount === 0
      return note(await gateway.client.change((await paymentWhere(world, life, isOpen)).id, step.verb, { delivery }))
    }
    case "decide": {
      await heard(world, life)
      const items = await openItemsOf(world, life)
      await decideOn(world, require(items[0], "no item"), life.history.decisions[0]!)
      return
    }
  }
  const orderId = await orderOf(world, life)
  switch (step.do) {
    case "cancel":
      await acts.cancel(orderId)
      return
    case "cancel by own flow":
      await world.db.query(`UPDATE "order" SET status = 'canceled', canceled_at = now() WHERE id = $1`, [orderId])
      return
    case "edit":
      return acts.edit(orderId)
    case "exchange":
      return acts.exchange(orderId)
    case "capture in admin":
      await admin("POST", `/admin/payments/${(await medusaPayment(world, orderId, false)).id}/capture`, {})
      return
    case "refund in admin":
      await (
        await refundInAdmin(orderId, step.amount)
      )()
      return
    case "refund with open edit": {
      const refund = await refundInAdmin(orderId, step.amount)
      await admin("POST", "/admin/order-edits", { order_id: orderId })
      // The provider refunds, and core cannot record it.
      await refund().catch((error: unknown) => {
        if (!(error instanceof HttpError)) throw error
      })
      if (step.then === "cancel") await admin("DELETE", `/admin/order-edits/${orderId}`)
      else await admin("POST", `/admin/order-edits/${orderId}/confirm`, {})
      return
    }
    case "mark as paid":
      await acts.markAsPaid((await openLinkOf(world, orderId))?.id ?? (await acts.link(orderId, 25)).id, orderId)
      return
    case "withdraw link":
      await acts.withdraw(require(await openLinkOf(world, orderId), "no link").id)
  }
}
