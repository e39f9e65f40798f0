import { NEXT, type PaymentState } from "./states"

/**
 * What a report means for a payment:
 * - `moved`: the payment takes the reported state;
 * - `stale`: late or repeated news; recorded, no effect;
 * - `conflict`: two ends that exclude each other (captured after canceled); held for a person.
 */
export type Transition =
  | { readonly outcome: "moved"; readonly from: PaymentState; readonly to: PaymentState }
  | { readonly outcome: "stale"; readonly from: PaymentState; readonly to: PaymentState }
  | { readonly outcome: "conflict"; readonly from: PaymentState; readonly to: PaymentState }

/** States in which the provider has given its last word about the money. */
const FINAL: ReadonlySet<PaymentState> = new Set(["captured", "canceled", "expired"])

/** Pure and total: decides what `reported` does to a payment that stands at `from`. */
export function transition(from: PaymentState, reported: PaymentState): Transition {
  const next: readonly PaymentState[] = NEXT[from]
  if (next.includes(reported)) return { outcome: "moved", from, to: reported }
  // Money that arrives on a payment that was given up, or is taken back from one that was
  // captured, contradicts what we already acted on: a person decides, never the order of arrival.
  const contradicts = FINAL.has(from) && FINAL.has(reported) && from !== reported && [from, reported].includes("captured")
  return { outcome: contradicts ? "conflict" : "stale", from, to: reported }
}
