import type { ReadyPayment } from "../lib/carts"
import { capturedWebhook, unwantedWebhook, type Webhook } from "../lib/webhooks"

export interface Traffic {
  readonly webhook: Webhook
  /** Milliseconds after the start. */
  readonly dueMs: number
  /** The cart that this webhook reports as paid. */
  readonly cart?: ReadyPayment
}

/** Of the captures, this share is delivered a second time by the provider, unasked. */
const REDELIVERED = 0.2

/**
 * `rate * seconds` webhooks: the carts' captures spread evenly, some of them twice, and for the rest events that every store
 * ignores.
 */
export function planTraffic(carts: readonly ReadyPayment[], rate: number, seconds: number): Traffic[] {
  const captures = carts.flatMap((cart, n): Traffic[] => {
    const webhook = capturedWebhook("hmac", `evt_${cart.paymentId}`, cart)
    const dueMs = ((n + Math.random()) * seconds * 1000) / carts.length
    const first = { webhook, dueMs, cart }
    return Math.random() < REDELIVERED ? [first, { ...first, dueMs: dueMs + Math.random() * 3_000 }] : [first]
  })
  const others = Math.max(0, rate * seconds - captures.length)
  const unwanted = Array.from({ length: others }, (_, n): Traffic => {
    return { webhook: unwantedWebhook("hmac", `evt_unwanted_${n}`), dueMs: (n * seconds * 1000) / others }
  })
  return [...captures, ...unwanted].sort((a, b) => a.dueMs - b.dueMs)
}
