import { razorpayHeaders } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

export const razorpay: Harness = {
  provider: "razorpay",
  secrets: { current: "current-secret", previous: "previous-secret", stranger: "stranger-secret" },
  options: (webhookSecrets) => ({ webhookSecrets, accountIds: ["acc_Fixture00000001"] }),
  deliver: inHeaders((body, secret) => razorpayHeaders(body, { secret })),
  signatureHeaders: ["x-razorpay-signature"],
  tells: {
    account_id: ["contradictions"],
    created_at: ["occurredAt"],
    "payload.payment.entity.status": ["contradictions"],
    "payload.payment.entity.notes": ["sessionId", "merchantReference"],
    "payload.payment.entity.order_id": ["sessionId", "merchantReference", "amount", "payerFee"],
    "payload.payment.entity.error_reason": ["reasonCode"],
    "payload.payment.entity.error_code": ["reasonCode"],
    "payload.payment.entity.captured": ["reasonCode"],
    "payload.payment.entity.amount_refunded": ["refundedTotal"],
    "payload.payment.entity.fee": ["amount", "payerFee"],
    "payload.payment.entity.fee_bearer": ["amount", "payerFee"],
    "payload.order.entity.id": ["sessionId", "merchantReference", "amount", "payerFee"],
    "payload.order.entity.amount": ["amount", "payerFee"],
    "payload.order.entity.receipt": ["sessionId", "merchantReference"],
    "payload.refund.entity.receipt": ["merchantRefundReference"],
    "payload.dispute.entity.status": ["state"],
    "payload.dispute.entity.phase": ["state"],
    "payload.dispute.entity.reason_code": ["reasonCode"],
    "payload.dispute.entity.respond_by": ["evidenceDueBy"],
    "payload.dispute.entity.created_at": ["openedAt"],
  },
}
