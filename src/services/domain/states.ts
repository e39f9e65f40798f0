/**
 * The states of one payment, as a table: for each state, the states that may be reported next. An absent pair cannot happen;
 * `transition` tells late reports from impossible ones.
 */
export const NEXT = {
  pending: ["requires_action", "authorized", "captured", "canceled", "failed", "expired"],
  requires_action: ["authorized", "captured", "canceled", "failed", "expired"],
  // A failed attempt is not the end: the buyer tries again with another card.
  failed: ["requires_action", "authorized", "captured", "canceled", "expired"],
  authorized: ["captured", "canceled", "failed", "expired"],
  captured: [],
  canceled: [],
  expired: [],
} as const satisfies Record<string, readonly string[]>

/** The state of a payment, in Medusa's spelling. */
export type PaymentState = keyof typeof NEXT

/** Every payment state, in the order of the table. */
export const PAYMENT_STATES = Object.keys(NEXT) as readonly PaymentState[]

/** True for a string that names a payment state (own keys only, so "toString" is not one). */
export const isPaymentState = (value: string): value is PaymentState => Object.hasOwn(NEXT, value)

const ENDS: ReadonlySet<PaymentState> = new Set(["failed", "canceled", "expired"])

/** Whether an attempt in this state is over without money. */
export const isEnd = (state: PaymentState): boolean => ENDS.has(state)

/** Whether a payment in this state holds or has the money. */
export const isMoney = (state: string | null | undefined): boolean => state === "authorized" || state === "captured"
