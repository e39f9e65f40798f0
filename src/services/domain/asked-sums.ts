import type { Fact } from "./facts"
import type { Amount } from "./money"

/** The sum that a payment provider of Medusa's asks the payer for, when an order's sum is this; both in integer minor units. */
export type Asked = (minor: bigint) => bigint

/** A sum of an order, and the sum that the payment provider reports for it. */
export interface KnownSum {
  readonly sum: bigint
  readonly asked: bigint
}

const SUMS = ["amount", "capturedTotal", "refundedTotal", "authorizedAmount", "lostAmount"] as const

/**
 * A fact in the order's own sums. Medusa's payment provider may round what it asks for (12.845 dinars become 12.850), and the
 * payment provider then reports the rounded sum. A reported sum that was asked for a known sum of the order means that sum, the
 * likeliest being the first. Any other stays as it is reported, and is compared as such.
 */
export function inOrderSums<F extends Fact>(fact: F, known: readonly KnownSum[]): F {
  const changed = { ...fact } as Record<string, unknown>
  for (const name of SUMS) {
    const amount = changed[name] as Amount | undefined
    if (!amount || "major" in amount) continue
    const meant = known.find(({ asked }) => asked === amount.minor)
    if (meant) changed[name] = { ...amount, minor: meant.sum }
  }
  return changed as unknown as F
}

/**
 * Sums that are asked for one by one. One that is asked for with less than itself is not among them: its payer pays less than the
 * order costs (Medusa's Stripe provider asks for a hundredth of a sum in shillings), which a person has to see.
 */
export const askedFor = (asked: Asked, sums: readonly bigint[]): KnownSum[] =>
  sums.map((sum) => ({ sum, asked: asked(sum) })).filter(({ sum, asked }) => sum > 0n && asked >= sum)

/**
 * The rest of a sum when parts of it were asked for by themselves: each of them was rounded. Nothing where less than the whole is
 * asked for, as with single sums.
 */
export function restOf(asked: Asked, whole: bigint, parts: readonly bigint[]): KnownSum[] {
  if (!parts.length || asked(whole) < whole) return []
  const sum = parts.reduce((rest, part) => rest - part, whole)
  return sum > 0n ? [{ sum, asked: parts.reduce((rest, part) => rest - asked(part), asked(whole)) }] : []
}
