import type { MedusaContainer } from "@medusajs/framework/types"
import { acceptAmount } from "../../../medusa/rows/accept-amount"
import { minorOf } from "../../../services/domain/compare"
import { AmountMismatchError, PaymentReviewError } from "../../../services/domain/errors"
import type { PaymentFact } from "../../../services/domain/facts"
import { toMajor } from "../../../services/domain/money"
import type { PaymentRecord } from "../../../services/store/entities"
import type { PaymentContext } from "../../ground/payment-context"
import type { ReportedCapture } from "./report-capture"

/**
 * Instead of examining it: makes Medusa's books fit what a person has accepted: session and payment get the amount that was really
 * paid, be it more or less, and a payment that was canceled is not any more. What Medusa cannot hold is refused: another currency, or a second payment in one session.
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
  const paid = capture?.total ?? (fact.amount && minorOf(fact.amount, expected.currency)) ?? expected.amount
  // Less than a payment is over is a part of it. Where there is none yet, core would take the session's amount for what was captured.
  const fits = paid === expected.amount || (paymentId && paid < expected.amount)
  const amount = fits ? null : toMajor(paid, expected.currency)
  await acceptAmount(container, { session_id: session.id, payment_id: paymentId, amount })
  return []
}
