import type { PaymentStatus } from "./types.ts"

/** A status with the payment that it is of, where that is known: the plain route names none, and before any report there is none. */
export interface Seen {
  readonly status: PaymentStatus
  readonly paymentId?: string
}

/**
 * Whether `next` is an older status than the one shown: another server's cache or a slow answer may be behind. A cart can get a second
 * payment, whose versions begin anew; its times then tell which one is later. In doubt the answer is shown: not to show a payment
 * that was made is worse than to show a state for a moment too long.
 */
export function isOlder(next: Seen, shown: Seen | undefined): boolean {
  if (!shown) return false
  const [a, b] = [next.status, shown.status]
  const [isBehind, later] = [a.version < b.version, Date.parse(a.updated_at) - Date.parse(b.updated_at)]
  // An order is made without a new version.
  if (a.version === b.version && !a.order_id && b.order_id) return true
  if (!a.version || !b.version) return isBehind
  if (!next.paymentId || !shown.paymentId) return isBehind && later <= 0
  return next.paymentId === shown.paymentId ? isBehind : later < 0
}
