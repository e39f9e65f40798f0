import { paystackAmount } from "./amount"
import type { PaystackPreauthorization } from "./event"
import type { Outcome } from "./outcome"
import { referencesOf } from "./references"

/** The status that each event's preauthorization has. */
const STATUSES: ReadonlyMap<string, string> = new Map([
  ["preauthorization.reserve.success", "authorized"],
  ["preauthorization.capture.success", "captured"],
  ["preauthorization.capture.failed", "capture_failed"],
  ["preauthorization.release.success", "released"],
  ["preauthorization.release.failed", "release_failed"],
])

/** Events after which only a person can say what becomes of the held money. */
const FAILURES: ReadonlyMap<string, string> = new Map([
  ["preauthorization.capture.failed", "a capture failed: the money did not come, and the authorization may still hold it"],
  ["preauthorization.release.failed", "a release failed: the payer's money is still held"],
])

/** Reads `preauthorization.*`: money that is held on a card, and then captured or released. */
export function preauthorizationOutcome(held: PaystackPreauthorization, type: string): Outcome {
  const { status, currency, authorization } = held
  const amount = paystackAmount(held.amount, currency)
  const references = referencesOf(held)
  const failure = FAILURES.get(type)
  if (failure) return { unclear: { detail: `Paystack reports that ${failure}`, ...references, ...(amount && { amount }) } }
  const expected = STATUSES.get(type)
  if (!expected || (status ?? expected) !== expected) {
    const detail = `Paystack reports "${type}" of a preauthorization with the status "${status}": whether money is held is not known`
    return { unclear: { detail, ...references, ...(amount && { amount }) } }
  }
  const common = {
    subject: "payment",
    ...references,
    ...(authorization.signature && { paymentMethodFingerprint: authorization.signature }),
  } as const
  if (expected !== "captured") {
    const state = expected === "authorized" ? "authorized" : "canceled"
    return { fact: { ...common, state, ...(amount && { amount }) } }
  }
  const captured = paystackAmount(held.captured_amount, currency)
  return {
    fact: {
      ...common,
      state: "captured",
      ...(captured && { amount: captured }),
      ...(amount && { authorizedAmount: amount }),
      ...(held.captured_at && { occurredAt: new Date(held.captured_at) }),
    },
  }
}
