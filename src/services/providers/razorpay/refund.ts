import type { RefundFact, RefundState } from "../../domain/facts"
import { razorpayAmount } from "./amount"
import type { RazorpayPayment } from "./event"
import type { Whole } from "./required"

/** A refund's status in our words. */
const STATES: ReadonlyMap<string, RefundState> = new Map<string, RefundState>([
  ["pending", "pending"],
  ["processed", "succeeded"],
  ["failed", "failed"],
])

type Report = (status: string | undefined) => RefundState | undefined

const byStatus =
  (unsaid: RefundState | undefined): Report =>
  (status) =>
    status === undefined ? unsaid : STATES.get(status)

/**
 * The events about a refund. Its status decides: refund.created may carry a refund that is processed already, and
 * refund.speed_changed says nothing about the outcome by itself. Only a failure is believed whatever the status, so that nobody
 * is notified of money that does not come.
 */
export const REFUND_REPORTS: ReadonlyMap<string, Report> = new Map<string, Report>([
  ["refund.created", byStatus("pending")],
  ["refund.processed", byStatus("succeeded")],
  ["refund.failed", () => "failed"],
  ["refund.speed_changed", byStatus(undefined)],
  // The bank's reference number of a refund that was processed.
  ["refund.arn_updated", byStatus("succeeded")],
])

/**
 * Reads a refund event's own refund. The payment beside it reports two things about refunds: their sum, and, with `captured:
 * false`, that Razorpay itself returned money that was never captured. That money is on its way to the payer like any other and
 * is reported as a refund. The reason `auto_refund` distinguishes it from a refund by the merchant, and there is no captured
 * money that it could be set against. It says nothing about the payment's own state, which only the payment's events report.
 */
export function readRefund(type: string, refund: Whole<"refund">, payment: RazorpayPayment | undefined): RefundFact | undefined {
  const state = REFUND_REPORTS.get(type)?.(refund.status)
  if (!state) return undefined
  const amount = razorpayAmount(refund.amount, refund.currency)
  const own = payment?.id === refund.payment_id ? payment : undefined
  const refundedTotal = state === "succeeded" ? totalOf(refund, own) : undefined
  return {
    subject: "refund",
    state,
    providerPaymentId: refund.payment_id,
    providerRefundId: refund.id,
    ...(refund.receipt && { merchantRefundReference: refund.receipt }),
    ...(amount && { amount }),
    ...(refundedTotal && { refundedTotal }),
    ...(own?.captured === false && { reasonCode: "auto_refund" }),
  }
}

/** The payment's sum, unless it is older than this refund and cannot include it. */
function totalOf(refund: Whole<"refund">, payment: RazorpayPayment | undefined) {
  const total = payment?.amount_refunded
  if (total === undefined || total < refund.amount) return undefined
  if (payment?.currency?.toUpperCase() !== refund.currency.toUpperCase()) return undefined
  return razorpayAmount(total, payment.currency)
}
