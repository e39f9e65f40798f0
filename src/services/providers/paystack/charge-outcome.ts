import type { PaymentFact } from "../../domain/facts"
import type { Amount } from "../../domain/money"
import { paystackAmount } from "./amount"
import type { PaystackCharge } from "./event"
import type { Outcome } from "./outcome"
import { referencesOf } from "./references"

/** Statuses of a transaction that has brought no money yet, or brought none. The payer may try again. */
const WITHOUT_MONEY: ReadonlySet<string> = new Set(["failed", "abandoned", "pending", "ongoing", "processing", "queued"])

/** Reads `charge.success` by the transaction's own status. No other event of a charge is documented. */
export function chargeOutcome(charge: PaystackCharge, type: string): Outcome {
  const { status } = charge
  if (type === "charge.success") {
    if (status === "success") return { fact: capturedFact(charge) }
    if (WITHOUT_MONEY.has(status)) return { ignored: `"${type}" with the status "${status}" says that no money came` }
  }
  const amount = paystackAmount(charge.amount, charge.currency)
  const problem = status === "reversed" ? "the money went back to the payer" : "whether money came is not known"
  const detail = `Paystack reports "${type}" of a transaction with the status "${status}": ${problem}`
  return { unclear: { detail, ...referencesOf(charge), ...(amount && { amount }) } }
}

function capturedFact(charge: PaystackCharge): PaymentFact {
  const fingerprint = charge.authorization.signature
  return {
    subject: "payment",
    state: "captured",
    ...referencesOf(charge),
    ...sumsOf(charge),
    ...(fingerprint && { paymentMethodFingerprint: fingerprint }),
    ...(charge.paid_at && { occurredAt: new Date(charge.paid_at) }),
  }
}

/**
 * The sum that the store asked for, and the fee that the payer bore on top of it. A transfer or a debit may bring less than was
 * asked: then the paid amount counts, so that nothing is shipped for money that did not come.
 */
function sumsOf({ amount: paid, requested_amount: asked, currency }: PaystackCharge): { amount?: Amount; payerFee?: Amount } {
  const withFee = paid !== undefined && asked !== undefined && BigInt(asked) > 0n && BigInt(asked) < BigInt(paid)
  const amount = paystackAmount(withFee ? asked : paid, currency)
  // A fee may be a fraction of a franc, which no amount can hold: it is rounded up, so that a refund with the fee is recognized.
  const fee = withFee ? BigInt(paid) - BigInt(asked) : 0n
  const payerFee = withFee
    ? (paystackAmount(fee.toString(), currency) ?? paystackAmount(((fee / 100n + 1n) * 100n).toString(), currency))
    : undefined
  return { ...(amount && { amount }), ...(payerFee && { payerFee }) }
}
