import { paystackHeaders } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

export const paystack: Harness = {
  provider: "paystack",
  secrets: { current: "sk_test_current", previous: "sk_test_previous", stranger: "sk_test_stranger" },
  options: (secretKeys) => ({ secretKeys }),
  deliver: inHeaders((body, secretKey) => paystackHeaders(body, { secretKey })),
  signatureHeaders: ["x-paystack-signature"],
  tells: {
    "data.amount": ["amount", "payerFee", "authorizedAmount"],
    "data.requested_amount": ["amount", "payerFee"],
    "data.captured_amount": ["amount"],
    "data.captured_at": ["occurredAt"],
    "data.currency": ["amount", "payerFee", "authorizedAmount"],
    "data.domain": ["contradictions"],
    "data.metadata": ["sessionId"],
    "data.metadata.session_id": ["sessionId"],
    "data.paid_at": ["occurredAt"],
    "data.authorization.signature": ["paymentMethodFingerprint"],
    "data.refund_reference": ["providerRefundId"],
    "data.refund_amount": ["amount"],
    "data.transaction.metadata.session_id": ["sessionId"],
    "data.category": ["reasonCode"],
    "data.dueAt": ["evidenceDueBy"],
    "data.resolvedAt": ["occurredAt"],
    "data.created_at": ["openedAt"],
    "data.updated_at": ["occurredAt"],
  },
}
