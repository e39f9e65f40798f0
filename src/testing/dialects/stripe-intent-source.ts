import type { TestDisputeEvent, TestRefundEvent } from "../dialect"
import { refundedOf } from "../gateway/truth"
import type { GatewayDispute, GatewayPayment, GatewayRefund } from "../gateway/types"
import { chargeCaptured, intent, refund, type IntentSource } from "./stripe-objects"

/** A payment in its current state. Part of an authorized one may have been captured. */
export function intentSource(payment: GatewayPayment): IntentSource {
  const { status, amount, captured_amount, session_id, reason_code } = payment
  const hasMoney = captured_amount > 0 && (status === "authorized" || status === "captured")
  return {
    paymentId: payment.id,
    state: hasMoney ? "captured" : status,
    amount,
    authorizedAmount: amount,
    ...(hasMoney && {
      capturedAmount: captured_amount,
      capturableAmount: status === "authorized" ? amount - captured_amount : 0,
    }),
    currency: payment.currency,
    mode: payment.mode,
    occurredAt: new Date(payment.created_at),
    ...(session_id && { sessionId: session_id }),
    ...(reason_code && { reasonCode: reason_code }),
  }
}

/** True once there is a charge. */
export const payable = ({ status, captured_amount }: GatewayPayment): boolean => captured_amount > 0 || status === "authorized"

/** Stripe writes the session into the intent and its charge. Refunds and disputes are known by the intent. */
const about = ({ id, currency, mode }: GatewayPayment) => ({ paymentId: id, currency, mode })

export const refundOf = (payment: GatewayPayment, made: GatewayRefund): TestRefundEvent => ({
  ...about(payment),
  id: made.id,
  subject: "refund",
  state: made.status,
  refundId: made.id,
  amount: made.amount,
  capturedAmount: payment.captured_amount,
  refundedTotal: refundedOf(payment.refunds),
  ...(made.reason_code && { reasonCode: made.reason_code }),
  occurredAt: new Date(made.at),
})

export const disputeOf = (payment: GatewayPayment, opened: GatewayDispute): TestDisputeEvent => ({
  ...about(payment),
  id: opened.id,
  subject: "dispute",
  state: opened.status,
  disputeId: opened.id,
  amount: opened.amount,
  ...(opened.reason_code && { reasonCode: opened.reason_code }),
  ...(opened.evidence_due_by && { evidenceDueBy: new Date(opened.evidence_due_by) }),
  occurredAt: new Date(opened.at),
})

/** Number of refunds that Stripe lists in a charge. */
const LISTED = 10

/** The charge in its current state, with its youngest refunds. */
export function charge(payment: GatewayPayment) {
  const refunds = payment.refunds.map((made) => refund(refundOf(payment, made))).toReversed()
  return {
    ...chargeCaptured(intentSource(payment)),
    captured: payment.captured_amount > 0,
    amount_refunded: payment.refunded_amount,
    refunded: payment.refunded_amount > 0 && payment.refunded_amount >= payment.captured_amount,
    disputed: payment.disputes.length > 0,
    refunds: { object: "list", data: refunds.slice(0, LISTED), has_more: refunds.length > LISTED },
  }
}

/** The intent in its current state, with its charge. */
export const withCharge = (payment: GatewayPayment) => ({
  ...intent(intentSource(payment)),
  capture_method: payment.capture_mode,
  latest_charge: payable(payment) ? charge(payment) : null,
})
