import { squareHeaders } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

/** Not the URL of the suite's requests: the signed one comes from the options alone. */
export const notificationUrl = "https://shop.example/webhooks/payments/square"

export const square: Harness = {
  provider: "square",
  secrets: { current: "current-signature-key", previous: "previous-signature-key", stranger: "stranger-signature-key" },
  options: (signatureKeys) => ({ signatureKeys, notificationUrls: [notificationUrl], merchantId: "MLFIXTURE0001" }),
  deliver: inHeaders((body, signatureKey) => squareHeaders(body, { signatureKey, notificationUrl })),
  signatureHeaders: ["x-square-hmacsha256-signature"],
  tells: {
    merchant_id: ["contradictions"],
    created_at: ["occurredAt"],
    "data.object.payment.total_money": ["amount"],
    "data.object.payment.approved_money": ["amount"],
    "data.object.payment.reference_id": ["sessionId", "merchantReference"],
    "data.object.payment.note": ["sessionId"],
    "data.object.payment.delay_action": ["state"],
    "data.object.payment.delayed_until": ["state"],
    "data.object.payment.card_details.card_payment_timeline.voided_at": ["state"],
    "data.object.payment.card_details.card.fingerprint": ["paymentMethodFingerprint"],
    "data.object.payment.card_details.errors.*.code": ["reasonCode"],
    "data.object.refund.payment_id": ["providerPaymentId"],
    "data.object.dispute.amount_money": ["amount"],
    "data.object.dispute.reason": ["reasonCode"],
    "data.object.dispute.due_at": ["evidenceDueBy"],
    "data.object.dispute.created_at": ["openedAt"],
    "data.object.dispute.disputed_payment.payment_id": ["providerPaymentId"],
  },
}
