import type { TestDisputeEvent, TestRefundEvent } from "../dialect"
import { refundedOf } from "../gateway/truth"
import type { GatewayCapture, GatewayDispute, GatewayPayment, GatewayRefund } from "../gateway/types"
import { authorizationResource, captureResource, orderResource, refundResource, type ReportedPayment } from "./paypal-resources"

type Truth = Pick<ReportedPayment, "paymentId" | "currency" | "sessionId">

const truthOf = (payment: GatewayPayment): Truth => ({
  paymentId: payment.id,
  currency: payment.currency,
  ...(payment.session_id === undefined ? {} : { sessionId: payment.session_id }),
})

export const reportedPayment = (payment: GatewayPayment): ReportedPayment => ({
  ...truthOf(payment),
  state: payment.status,
  amount: payment.status === "captured" ? payment.captured_amount : payment.amount,
  ...(payment.reason_code === undefined ? {} : { reasonCode: payment.reason_code }),
  occurredAt: new Date(payment.updated_at),
})

/** A capture's own report; later changes of the payment do not affect it. */
export const capture = (payment: GatewayPayment, { id, amount, at }: GatewayCapture): ReportedPayment => ({
  ...truthOf(payment),
  state: "captured",
  captureId: id,
  amount,
  ...(payment.reason_code === undefined ? {} : { reasonCode: payment.reason_code }),
  occurredAt: new Date(at),
})

export const refund = (payment: GatewayPayment, made: GatewayRefund): TestRefundEvent => ({
  ...truthOf(payment),
  id: made.id,
  subject: "refund",
  state: made.status,
  refundId: made.id,
  amount: made.amount,
  capturedAmount: payment.captured_amount,
  refundedTotal: refundedOf(payment.refunds.slice(0, payment.refunds.indexOf(made) + 1)),
  ...(made.reference === undefined ? {} : { reference: made.reference }),
  ...(made.reason_code === undefined ? {} : { reasonCode: made.reason_code }),
  occurredAt: new Date(made.at),
})

export const dispute = (payment: GatewayPayment, opened: GatewayDispute): TestDisputeEvent => ({
  ...truthOf(payment),
  id: opened.id,
  subject: "dispute",
  state: opened.status,
  disputeId: opened.id,
  amount: opened.amount,
  ...(opened.reason_code === undefined ? {} : { reasonCode: opened.reason_code }),
  ...(opened.evidence_due_by === undefined ? {} : { evidenceDueBy: new Date(opened.evidence_due_by) }),
  occurredAt: new Date(opened.at),
})

/** The order with all its parts: the captures, the authorization of one that is captured later, and the refunds. */
export function orderWithPayments(payment: GatewayPayment) {
  const order = orderResource(reportedPayment(payment))
  const { status, capture_mode, captures, refunds } = payment
  const tried = captures.length || !["pending", "requires_action"].includes(status)
  const authorized = capture_mode === "manual" && tried
  // The failed attempt at a payment that is captured at once.
  const attempt = status === "failed" && !authorized ? [captureResource(reportedPayment(payment))] : []
  const payments = {
    captures: captures.length ? captures.map((made) => captureResource(capture(payment, made))) : attempt,
    ...(authorized && { authorizations: [authorizationResource(reportedPayment(payment))] }),
    refunds: refunds.map((made) => refundResource(refund(payment, made))),
  }
  return { ...order, purchase_units: order.purchase_units.map((unit) => ({ ...unit, payments })) }
}
