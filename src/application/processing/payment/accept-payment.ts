import type { MedusaContainer } from "@medusajs/framework/types"
import { acceptAmount } from "../../../medusa/rows/accept-amount"
import { minorOf, type ExpectedPayment } from "../../../services/domain/compare"
import { AmountMismatchError, PaymentReviewError } from "../../../services/domain/errors"
import type { PaymentFact } from "../../../services/domain/facts"
import { toMajor } from "../../../services/domain/money"
import { isMoney } from "../../../services/domain/states"
import type { PaymentRecord } from "../../../services/store/entities"
import type { PaymentContext } from "../../ground/payment-context"
import type { FactContext } from "../fact-context"
import type { ReportedCapture } from "./report-capture"

/**
 * The report with the sum that a person gave, where the provider reported none that can be read. A reported sum is never
 * replaced.
 */
export function withAcceptedSum({ acceptedSum, ...report }: FactContext<PaymentFact>): FactContext<PaymentFact> {
  const { fact } = report
  if (!acceptedSum || !isMoney(fact.state)) return report
  if (fact.amount && minorOf(fact.amount, "currency" in acceptedSum ? acceptedSum.currency : "") !== undefined) return report
  return { ...report, fact: { ...fact, amount: acceptedSum } }
}

const asked = ({ amount, currency }: ExpectedPayment): string => `${toMajor(amount, currency)} ${currency.toUpperCase()}`

/**
 * Replaces the examination where a person has accepted the payment, and makes Medusa's rows fit: session and payment get the
 * amount that was really paid, whether more or less, and a canceled payment is no longer canceled. Refuses a payment that Medusa
 * cannot hold: another currency, a second payment in one session, or money without a sum, which nobody may guess.
 */
export async function acceptPayment(
  container: MedusaContainer,
  { session, paymentId, expected }: PaymentContext,
  { fact, record, capture }: { fact: PaymentFact; record: PaymentRecord | null; capture: ReportedCapture | undefined },
): Promise<[]> {
  if (fact.amount && "currency" in fact.amount && fact.amount.currency.toUpperCase() !== expected.currency.toUpperCase()) {
    throw new AmountMismatchError(
      `paid in ${fact.amount.currency}, and an order in ${expected.currency.toUpperCase()} cannot take it: refund it instead`,
    )
  }
  const other = record?.provider_payment_id
  if (paymentId && other && fact.providerPaymentId && other !== fact.providerPaymentId) {
    throw new PaymentReviewError(
      record.state === "captured" ? "double_payment" : "late_payment",
      `session ${session.id} holds payment ${other} already and cannot hold ${fact.providerPaymentId}, too: refund it instead`,
    )
  }
  const reported = capture?.total ?? (fact.amount && minorOf(fact.amount, expected.currency))
  if (reported === undefined && isMoney(fact.state)) {
    throw new AmountMismatchError(`expected ${asked(expected)}, no amount was reported: accept it with the amount that was paid`)
  }
  const paid = reported ?? expected.amount
  // An amount below the payment's is a part of it. Where there is no payment yet, core would take the session's amount as the
  // captured one.
  const fits = paid === expected.amount || (paymentId && paid < expected.amount)
  const amount = fits ? null : toMajor(paid, expected.currency)
  await acceptAmount(container, { session_id: session.id, payment_id: paymentId, amount })
  return []
}
