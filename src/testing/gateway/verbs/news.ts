import type { TestDisputeEvent, TestPaymentEvent, TestRefundEvent } from "../../dialect"
import { GatewayError } from "../error"
import type { GatewayDispute, GatewayPayment, GatewayRefund } from "../truth"

/** The content of a change's webhook. The rest of the event follows from the payment and the request. */
export type News = Omit<TestPaymentEvent, Common> | Omit<TestRefundEvent, Common> | Omit<TestDisputeEvent, Common>

type Common = "id" | "sessionId" | "paymentId" | "currency" | "mode" | "occurredAt"

/** A request may have the webhook report another amount than the true one. */
const lieIn = (reported: number | undefined, truth: number): number => (reported === undefined ? 0 : amountOf(reported) - truth)

export function amountOf(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value
  throw new GatewayError(422, "bad_amount", "amounts must be integer minor units")
}

/** The report of a refund, by a payment that has it already. A lie about the amount shows in the sum, too. */
export function refundNews(payment: GatewayPayment, refund: GatewayRefund, reported?: number): News {
  const underWay = refund.status === "pending" ? refund.amount : 0
  const lie = lieIn(reported, refund.amount)
  return {
    subject: "refund",
    state: refund.status,
    refundId: refund.id,
    amount: refund.amount + lie,
    capturedAmount: payment.captured_amount,
    refundedTotal: payment.refunded_amount + underWay + lie,
    ...(refund.reference && { reference: refund.reference }),
    ...(refund.reason_code && { reasonCode: refund.reason_code }),
  }
}

export const disputeNews = (dispute: GatewayDispute, reported?: number): News => ({
  subject: "dispute",
  state: dispute.status,
  disputeId: dispute.id,
  amount: dispute.amount + lieIn(reported, dispute.amount),
  ...(dispute.reason_code && { reasonCode: dispute.reason_code }),
  ...(dispute.evidence_due_by && { evidenceDueBy: new Date(dispute.evidence_due_by) }),
})

/** The report of the payment itself; of a capture, the latest one. */
export function paymentNews(payment: GatewayPayment, reported: TestPaymentEvent["state"], theirs?: number): News {
  const latest = reported === "captured" ? payment.captures.at(-1) : undefined
  const truth = latest?.amount ?? payment.amount
  const amount = truth + lieIn(theirs, truth)
  return {
    state: reported,
    amount,
    authorizedAmount: payment.amount,
    ...(reported === "captured" && {
      ...(latest && { captureId: latest.id }),
      capturedAmount: (latest ? payment.captured_amount - truth : 0) + amount,
      capturableAmount: payment.status === "authorized" ? payment.amount - payment.captured_amount : 0,
    }),
    ...(payment.reason_code && { reasonCode: payment.reason_code }),
  }
}
