import { hmacHeaders } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

/** The fields of the generic body that tell a field of a fact, beside those that are required. */
export const GENERIC_TELLS: NonNullable<Harness["tells"]> = {
  occurred_at: ["occurredAt"],
  "data.session_id": ["sessionId"],
  "data.payment_id": ["providerPaymentId"],
  "data.reference": ["merchantReference"],
  "data.amount": ["amount"],
  "data.reason_code": ["reasonCode"],
  "data.capture_id": ["providerCaptureId"],
  "data.captured_total": ["capturedTotal"],
  "data.payment_method_fingerprint": ["paymentMethodFingerprint"],
  "data.under_review": ["underReview"],
  "data.refund_id": ["providerRefundId"],
  "data.refund_reference": ["merchantRefundReference"],
  "data.refunded_total": ["refundedTotal"],
  "data.evidence_due_by": ["evidenceDueBy"],
  "data.payment_method_id": ["providerPaymentMethodId"],
  "data.customer_id": ["providerCustomerId"],
  "data.brand": ["brand"],
  "data.last4": ["last4"],
  "data.expires_on": ["expiresOn"],
}

export const hmac: Harness = {
  provider: "hmac",
  secrets: { current: "current-secret", previous: "previous-secret", stranger: "stranger-secret" },
  options: (secrets) => ({
    keys: [
      { id: "other", secrets: ["stranger-secret"] },
      { id: "shop:1", secrets },
    ],
    timestamp: { header: "X-Timestamp" },
  }),
  deliver: inHeaders((body, secret, at) => hmacHeaders(body, { keyId: "shop:1", secret, timestampHeader: "x-timestamp" }, at)),
  signatureHeaders: ["authorization", "x-timestamp"],
  toleranceSeconds: 300,
  tells: GENERIC_TELLS,
}

/** The same adapter for senders that sign no time. */
export const hmacWithoutTimestamp: Harness = {
  sameLeaves: true,
  provider: "hmac",
  secrets: hmac.secrets,
  options: (secrets) => ({ keys: [{ id: "shop:1", secrets }] }),
  deliver: inHeaders((body, secret, at) => hmacHeaders(body, { keyId: "shop:1", secret }, at)),
  signatureHeaders: ["authorization"],
}
