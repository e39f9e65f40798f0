import type { TestEvent } from "../dialect"
import { eventName } from "../dialect"
import { jsonBody } from "./json-body"

/** The body that the generic adapters read. */
export const genericBody = (event: TestEvent): Buffer =>
  jsonBody({ id: event.id, type: eventName(event), occurred_at: event.occurredAt.toISOString(), data: genericData(event) })

/** The fields of `data`. Fields that the event does not have are left out. */
export function genericData(event: TestEvent): object {
  if (event.subject === "payment_method") {
    return {
      mode: event.mode,
      payment_method_id: event.paymentMethodId,
      customer_id: event.customerId,
      brand: event.brand,
      last4: event.last4,
      expires_on: event.expiresOn?.toISOString().slice(0, 10),
    }
  }
  return {
    session_id: event.sessionId,
    payment_id: event.paymentId,
    amount: event.amount,
    currency: event.currency,
    mode: event.mode,
    reason_code: event.reasonCode,
    ...ownData(event),
  }
}

function ownData(event: Exclude<TestEvent, { subject: "payment_method" }>): object {
  switch (event.subject) {
    case "refund":
      return { refund_id: event.refundId, refund_reference: event.reference, refunded_total: event.refundedTotal }
    case "dispute":
      return { dispute_id: event.disputeId, evidence_due_by: event.evidenceDueBy?.toISOString() }
    default:
      return {
        capture_id: event.captureId,
        captured_total: event.state === "captured" ? event.capturedAmount : undefined,
        payment_method_fingerprint: event.paymentMethodFingerprint,
        under_review: event.underReview,
      }
  }
}
