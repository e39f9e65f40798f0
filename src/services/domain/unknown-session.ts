import { isMoneyFact, type DisputeFact, type PaymentFact, type RefundFact } from "./facts"
import type { Amount } from "./money"

/**
 * Seconds in which a payment session may still appear: a webhook can be faster than the transaction that creates the session.
 * Medusa deletes a replaced session, so that "replaced" and "not there yet" look the same until then.
 */
export const SESSION_WAIT_SECONDS = 300

/** The facts known of a payment without a record: its money was reported, and no order could take it (yet). */
export interface KnownMoney {
  /** Being tried, or quarantined for a decision; `false`: a person has dismissed it. */
  readonly isOpen: boolean
  readonly isCaptured: boolean
  /** When it was captured, by the provider's clock. */
  readonly capturedAt: Date | null
  /** Its sum, where an attention item names it. */
  readonly amount?: Amount
}

/**
 * The outcome of news of a payment whose session is not there:
 * - `await`: its money is known, so the news waits for what becomes of that;
 * - `appear`: the session may still appear;
 * - `review`: a person has to see it now;
 * - `ignore`: it is about no money that this store knows of: a session that its cart replaced, or another shop's payment.
 */
export type UnknownSession = "await" | "appear" | "review" | "ignore"

/**
 * Decides about a fact of an unknown session; undefined for a fact about money: that is nobody's to ignore. A dispute of known
 * money is reviewed although there is no order: the bank's deadline does not wait for one. To ignore a refund of known money is
 * worse than to try it until it is dead.
 */
export function judgeUnknownSession(
  fact: PaymentFact | RefundFact | DisputeFact,
  money: KnownMoney | undefined,
  ageSeconds: number,
): UnknownSession | undefined {
  const isNew = ageSeconds < SESSION_WAIT_SECONDS
  const otherwise = isNew ? "appear" : "ignore"
  switch (fact.subject) {
    case "dispute":
      if (!money) return otherwise
      return isNew ? "await" : "review"
    case "refund":
      return money?.isOpen ? "await" : otherwise
    case "payment":
      if (isMoneyFact(`payment.${fact.state}`)) return undefined
      return money && takesBack(fact, money) ? "await" : otherwise
  }
}

/** An end that the provider dates before the capture belongs to an earlier attempt, and takes nothing back. */
function takesBack({ state, occurredAt }: PaymentFact, { isOpen, isCaptured, capturedAt }: KnownMoney): boolean {
  if (!isOpen || !isCaptured || state === "pending" || state === "requires_action") return false
  return !occurredAt || !capturedAt || occurredAt > capturedAt
}
