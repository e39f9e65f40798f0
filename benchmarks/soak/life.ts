import { setTimeout as pause } from "node:timers/promises"
import { createShop, uniqueEmail, type ReadyCart } from "../../scripts/lib/shop"
import type { StoreFacts } from "../../scripts/lib/store-facts"
import { dialects, type Dialect, type Gateway } from "../../src/testing"

/** One buyer and what the provider reports of the payment; sums in minor units. */
export interface Life {
  readonly account: string
  readonly email: string
  readonly ready: ReadyCart
  readonly captured: number
  readonly refunded: number
  readonly lost: number
}

/** The instances of the store, any of which takes a buyer's or a provider's call. */
export interface Front {
  readonly urls: readonly string[]
  readonly facts: StoreFacts
  readonly gateway: Gateway
  /** The gateway's name of an account that calls this instance. */
  accountAt(id: string, instance: number): string
}

/** Every dialect, by the id of the store's account of it. */
const speakers = Object.entries(dialects as unknown as Record<string, Dialect>)

const chance = (share: number): boolean => Math.random() < share
const oneOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!

/** After so long without an answer a buyer loads the page again: what core ran on a Redis that was flushed never answers. */
const PATIENCE_MS = 15_000

/** A cart is filled anew where an instance ends or the database is away; the buyer tries until it works. */
async function fillCart({ urls, facts }: Front, { currencies = [] }: Dialect, manual: boolean): Promise<ReadyCart> {
  const currency = ["eur", ...Object.keys(facts.regionIds)].find(
    (code) => !currencies.length || currencies.includes(code.toUpperCase()),
  )!
  const regionId = facts.regionIds[currency]!
  const sessionData = { capture_mode: manual ? "manual" : "automatic" }
  for (;;) {
    const filled = createShop(oneOf(urls), facts)
      .checkout({ email: uniqueEmail(), regionId, sessionData })
      .catch(() => pause(500, undefined))
    const ready = await Promise.race([filled, pause(PATIENCE_MS, undefined, { ref: false })])
    if (ready) return ready
  }
}

/** Lives one payment in one provider's words: paid, refused first, authorized before, refunded, disputed or given up. */
export async function live(front: Front, n: number): Promise<Life> {
  const [account, dialect] = speakers[n % speakers.length]!
  const speaks = new Set<string>(dialect.speaks)
  const manual = speaks.has("payment.authorized") && chance(0.2)
  const ready = await fillCart(front, dialect, manual)
  const { client } = front.gateway
  const id = ready.paymentId
  const plan = () => ({
    delivery: {
      account: front.accountAt(account, Math.floor(Math.random() * front.urls.length)),
      times: oneOf([1, 1, 2, 3]),
      delayMs: Math.floor(Math.random() * 1_500),
    },
  })
  const done = { account, email: ready.cart.email!, ready, refunded: 0, lost: 0 }
  if (speaks.has("payment.failed") && chance(0.15)) await client.change(id, "fail", plan())
  if (speaks.has("payment.canceled") && chance(0.08)) {
    await client.change(id, "cancel", plan())
    return { ...done, captured: 0 }
  }
  if (manual) await client.change(id, "authorize", plan())
  const { payment } = await client.change(id, "capture", plan())
  const captured = payment.captured_amount
  if (speaks.has("refund.succeeded") && chance(0.25)) {
    const { refund } = await client.refund(id, { ...plan(), amount: Math.floor(captured / 4) })
    return { ...done, captured, refunded: refund.amount }
  }
  if (speaks.has("dispute.opened") && speaks.has("dispute.lost") && chance(0.15)) {
    const { dispute } = await client.dispute(id, { ...plan(), amount: Math.floor(captured / 2) })
    await client.updateDispute(id, dispute.id, "lose", plan())
    return { ...done, captured, lost: dispute.amount }
  }
  return { ...done, captured }
}
