import { minorOf } from "./compare"
import type { PaymentFact } from "./facts"
import { larger } from "./money"

/**
 * The amount of a payment that the provider has captured in all: the sum of the named captures or the largest reported total,
 * whichever is more. Independent of order and repetition.
 */
export function capturedTotal(captures: readonly bigint[], reportedTotal: bigint): bigint {
  const named = captures.reduce((total, amount) => total + amount, 0n)
  return larger(named, reportedTotal)
}

/** Whether a report of captured money exceeds a `known` one of the same payment: another capture by name, or a larger sum. */
export function exceeds(fact: PaymentFact, known: PaymentFact, currency: string): boolean {
  if (fact.providerCaptureId && known.providerCaptureId) return fact.providerCaptureId !== known.providerCaptureId
  const [reported, before] = [fact, known].map(({ capturedTotal, amount }) => {
    const sum = capturedTotal ?? amount
    return sum && minorOf(sum, currency)
  })
  return reported !== undefined && before !== undefined && reported > before
}
