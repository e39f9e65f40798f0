import { isEnd, isMoney, NEXT, type PaymentState } from "./states"

/**
 * The effect of a report on a payment:
 * - `moved`: the payment takes the reported state;
 * - `stale`: a late or repeated report; recorded, no effect;
 * - `conflict`: two ends that exclude each other (captured after canceled, failed after captured); quarantined for review.
 */
export interface Transition {
  readonly outcome: "moved" | "stale" | "conflict"
  readonly from: PaymentState
  readonly to: PaymentState
}

/** Further facts about the report, where the provider gives them. */
export interface Circumstances {
  /** When the last transition and the reported one happened. */
  readonly last?: Date | null
  readonly reported?: Date | null
  /** The report names another of the provider's payments than the last transition: the buyer tried more than once. */
  readonly otherPayment?: boolean
  /** When we last recorded a report of the payment, and when its provider was asked for the reported answer: both by our own clock. */
  readonly movedAt?: Date
  readonly askedAt?: Date
}

/** States that are the provider's last report about the money. */
const FINAL: ReadonlySet<PaymentState> = new Set(["captured", "canceled", "expired"])

const allows = (from: PaymentState, to: PaymentState): boolean => (NEXT[from] as readonly PaymentState[]).includes(to)

/**
 * Many providers count in seconds. Of two reports of one second the one further right came last. A check of the payer fails by
 * itself at once, and providers allow a new attempt at a failed payment, but fail none that they have authorized.
 */
const IN_ONE_SECOND: readonly PaymentState[] = ["requires_action", "failed", "authorized"]

/** Decides the effect of `reported` on a payment in state `from`; pure and total. */
export function transition(from: PaymentState, reported: PaymentState, known: Circumstances = {}): Transition {
  return { outcome: outcomeOf(from, reported, known), from, to: reported }
}

function outcomeOf(
  from: PaymentState,
  reported: PaymentState,
  { last, reported: at, otherPayment, movedAt, askedAt }: Circumstances,
): Transition["outcome"] {
  // An attempt that was given up must not end the next one, which is in progress or has paid.
  if (otherPayment && isEnd(reported)) return "stale"
  // Paid twice, or by a new attempt after the first was given up: only a person knows which of the two is wanted.
  if (otherPayment && FINAL.has(from) && isMoney(reported)) return "conflict"
  if (!otherPayment && isReversal(from, reported, last, at)) return "conflict"
  if (allows(from, reported)) {
    // Where the table allows both directions it cannot tell a late report from a new one: a first attempt's failure that arrives
    // after the second attempt's authorization. There, and nowhere else, the provider's own clock decides.
    if (!allows(reported, from)) return "moved"
    // An answer without a time is as old as the question: a webhook that was applied since then knows better.
    if (!last || !at) return movedAt && askedAt && movedAt > askedAt ? "stale" : "moved"
    if (at.getTime() !== last.getTime()) return at > last ? "moved" : "stale"
    return IN_ONE_SECOND.indexOf(reported) > IN_ONE_SECOND.indexOf(from) ? "moved" : "stale"
  }
  // Money may arrive on a payment that was given up, or be taken back from a captured one. Either contradicts a report that we
  // already acted on: a person decides, never the order of arrival.
  const contradicts = FINAL.has(from) && FINAL.has(reported) && from !== reported && [from, reported].includes("captured")
  return contradicts ? "conflict" : "stale"
}

/**
 * A bank can send captured money back, and some providers report a capture before it is certain. An earlier attempt's failure
 * that arrives late looks the same. Only the provider's clock tells them apart: the failure must be dated after the capture.
 */
function isReversal(from: PaymentState, reported: PaymentState, last?: Date | null, at?: Date | null): boolean {
  if (!last || !at) return false
  return (
    (from === "captured" && reported === "failed" && at > last) || (from === "failed" && reported === "captured" && at < last)
  )
}

/** Why a conflict needs a review: money came twice, came too late, or was taken back. */
export function conflictKind(
  from: PaymentState,
  reported: PaymentState,
  otherPayment: boolean,
): "double_payment" | "late_payment" | "capture_reversed" {
  if (from === "captured" && isMoney(reported)) return "double_payment"
  if (!otherPayment && (from === "captured" || from === "failed")) return "capture_reversed"
  return "late_payment"
}
