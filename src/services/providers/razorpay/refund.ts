import type { RefundFact, RefundState } from "../../domain/facts"
import { razorpayAmount } from "./amount"
import type { RazorpayPayment, RazorpayRefund } from "./event"

/** A refund's status in our words. */
const STATES: ReadonlyMap<string | undefined, RefundState> = new Map<string | undefined, RefundState>([
  ["pending", "pending"],
  ["processed", "succeeded"],
  ["failed", "failed"],
])

type Report = (status: string | undefined) => RefundState | undefined

/**
 * The events about a refund. Its status decides: refund.created may carry a refund that is processed already, and
 * refund.speed_changed says nothing about the outcome by itself. Only a failure is believed whatever the status, so that nobody
 * is notified of money that does not come.
 */
export const REFUND_REPORTS: ReadonlyMap<string, Report> = new Map<string, Report>([
  ["refund.created", (status) => STATES.get(status) ?? "pending"],
  ["refund.processed", (status) => (status === undefined ? "succeeded" : STATES.get(status))],
  ["refund.failed", () => "failed"],
  ["refund.speed_changed", (status) => STATES.get(status)],
])

/**
 * Reads a refund event's own refund. The payment beside it reports two things about refunds: their sum, and, with `captured:
 * false`, that Razorpay itself returned money that was never captured. That money is on its way to the payer like any other and
 * is reported as a refund. The reason `auto_refund` distinguishes it from a refund by the merchant, and there is no captured
 * money that it could be set against. It says nothing about the payment's own state, which only the payment's events report.
 */
export function readRefund(type: string, refund: RazorpayRefund, payment: RazorpayPayment | undefined): RefundFact | undefined {
  const state = REFUND_REPORTS.get(type)?.(refund.status)
  if (!state) return undefined
  const amount = razorpayAmount(refund.amount, refund.currency)
  const refundedTotal = state === "succeeded" ? totalOf(refund, payment) : undefined
  return {
    subject: "refund",
    state,
    providerPaymentId: refund.payment_id,
    providerRefundId: refund.id,
    ...(refund.receipt && { merchantRefundReference: refund.receipt }),
    ...(amount && { amount }),
    ...(refundedTotal && { refundedTotal }),
    ...(payment?.captured === false && { reasonCode: "auto_refund" }),
  }
}

/** The payment's sum, unless it is older than this refund and cannot include it. */
function totalOf(refund: RazorpayRefund, payment: RazorpayPayment | undefined) {
  const total = payment?.amount_refunded
  if (!payment || typeof total !== "number" || total < refund.amount) return undefined
  if (payment.currency.toUpperCase() !== refund.currency.toUpperCase()) return undefined
  return razorpayAmount(total, payment.currency)
}
