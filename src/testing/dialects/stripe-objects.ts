import type { DisputeState, RefundState } from "../../services/domain/facts"
import type { PaymentState } from "../../services/domain/states"
import type { TestDisputeEvent, TestPaymentEvent, TestRefundEvent } from "../dialect"
import { unixSeconds } from "./json-body"

export const INTENT_TYPES: Record<PaymentState, string> = {
  pending: "payment_intent.processing",
  requires_action: "payment_intent.requires_action",
  authorized: "payment_intent.amount_capturable_updated",
  captured: "payment_intent.succeeded",
  failed: "payment_intent.payment_failed",
  canceled: "payment_intent.canceled",
  expired: "payment_intent.canceled",
}

export const REFUND_TYPES: Record<Exclude<RefundState, "succeeded">, string> = {
  pending: "refund.created",
  failed: "refund.failed",
}

export const DISPUTE_TYPES: Record<DisputeState, string> = {
  warning: "charge.dispute.created",
  opened: "charge.dispute.created",
  under_review: "charge.dispute.updated",
  won: "charge.dispute.closed",
  lost: "charge.dispute.closed",
}

const INTENT_STATUSES: Record<PaymentState, string> = {
  pending: "processing",
  requires_action: "requires_action",
  authorized: "requires_capture",
  captured: "succeeded",
  failed: "requires_payment_method",
  canceled: "canceled",
  expired: "canceled",
}

const DISPUTE_STATUSES: Record<DisputeState, string> = {
  warning: "warning_needs_response",
  opened: "needs_response",
  under_review: "under_review",
  won: "won",
  lost: "lost",
}

type IntentSource = Omit<TestPaymentEvent, "id" | "subject">

function cancellationReason({ state, reasonCode }: IntentSource): string | null {
  if (state === "expired") return "automatic"
  return state === "canceled" ? (reasonCode ?? "requested_by_customer") : null
}

const metadata = ({ sessionId }: { readonly sessionId?: string }) => (sessionId === undefined ? {} : { session_id: sessionId })

/** A payment intent as it stands. */
export const intent = (event: IntentSource) => ({
  id: event.paymentId,
  object: "payment_intent",
  amount: event.amount,
  amount_capturable: event.state === "authorized" ? event.amount : 0,
  amount_received: event.state === "captured" ? event.amount : 0,
  cancellation_reason: cancellationReason(event),
  capture_method: event.state === "authorized" ? "manual" : "automatic",
  client_secret: `${event.paymentId}_secret_sandbox`,
  created: unixSeconds(event.occurredAt),
  currency: event.currency.toLowerCase(),
  last_payment_error:
    event.state === "failed"
      ? { type: "card_error", code: "card_declined", decline_code: event.reasonCode ?? "generic_decline" }
      : null,
  livemode: event.mode === "live",
  metadata: metadata(event),
  status: INTENT_STATUSES[event.state],
})

const chargeId = ({ paymentId }: { readonly paymentId: string }): string => `ch_${paymentId.replace(/^pi_/, "")}`

/** One refund. */
export const refund = (event: TestRefundEvent) => ({
  id: event.refundId,
  object: "refund",
  amount: event.amount,
  charge: chargeId(event),
  created: unixSeconds(event.occurredAt),
  currency: event.currency.toLowerCase(),
  ...(event.state === "failed" ? { failure_reason: event.reasonCode ?? "unknown" } : {}),
  metadata: metadata(event),
  payment_intent: event.paymentId,
  reason: null,
  status: event.state,
})

/** A charge of which one more refund has been made, listed in it. */
export const chargeRefunded = (event: TestRefundEvent) => ({
  object: {
    id: chargeId(event),
    object: "charge",
    amount: event.capturedAmount,
    amount_captured: event.capturedAmount,
    amount_refunded: event.refundedTotal,
    captured: true,
    created: unixSeconds(event.occurredAt),
    currency: event.currency.toLowerCase(),
    livemode: event.mode === "live",
    metadata: metadata(event),
    payment_intent: event.paymentId,
    refunded: event.refundedTotal >= event.capturedAmount,
    refunds: { object: "list", data: [refund(event)], has_more: false },
    status: "succeeded",
  },
  previous_attributes: { amount_refunded: event.refundedTotal - event.amount },
})

const WEEK_SECONDS = 7 * 86_400

/** A dispute, or with `warning` an inquiry before one. */
export const dispute = (event: TestDisputeEvent) => ({
  id: event.disputeId,
  object: "dispute",
  amount: event.amount,
  charge: chargeId(event),
  created: unixSeconds(event.occurredAt),
  currency: event.currency.toLowerCase(),
  evidence_details: { due_by: unixSeconds(event.occurredAt) + WEEK_SECONDS, has_evidence: false, submission_count: 0 },
  livemode: event.mode === "live",
  metadata: metadata(event),
  payment_intent: event.paymentId,
  reason: event.reasonCode ?? "general",
  status: DISPUTE_STATUSES[event.state],
})
