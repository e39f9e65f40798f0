import type { DisputeState, RefundState } from "../../services/domain/facts"
import type { PaymentState } from "../../services/domain/states"
import type { TestDisputeEvent, TestPaymentEvent, TestPaymentMethodEvent, TestRefundEvent } from "../dialect"
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
  closed: "charge.dispute.closed",
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
  // Only an inquiry ends without a winner.
  closed: "warning_closed",
  won: "won",
  lost: "lost",
}

export type IntentSource = Omit<TestPaymentEvent, "id" | "subject">

/** True when a capture left an uncaptured remainder: then the intent has not succeeded yet. */
export const isPartial = ({ state, capturableAmount = 0 }: IntentSource): boolean => state === "captured" && capturableAmount > 0

const capturable = ({ state, amount, capturableAmount = 0 }: IntentSource): number => {
  if (state === "authorized") return amount
  return state === "captured" ? capturableAmount : 0
}

const received = ({ state, amount, capturedAmount }: IntentSource): number =>
  state === "captured" ? (capturedAmount ?? amount) : 0

function cancellationReason({ state, reasonCode }: IntentSource): string | null {
  if (state === "expired") return "automatic"
  return state === "canceled" ? (reasonCode ?? "requested_by_customer") : null
}

const metadata = ({ sessionId }: { readonly sessionId?: string }) => (sessionId === undefined ? {} : { session_id: sessionId })

/** A payment intent in its current state. */
export const intent = (event: IntentSource) => ({
  id: event.paymentId,
  object: "payment_intent",
  amount: event.authorizedAmount ?? event.amount,
  amount_capturable: capturable(event),
  amount_received: received(event),
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
  status: isPartial(event) ? "requires_capture" : INTENT_STATUSES[event.state],
})

export const chargeId = ({ paymentId }: { readonly paymentId: string }): string => `ch_${paymentId.replace(/^pi_/, "")}`

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

/** A charge of which one more part has been captured. */
export const chargeCaptured = (event: IntentSource) => ({
  id: chargeId(event),
  object: "charge",
  amount: event.authorizedAmount ?? event.amount,
  amount_captured: received(event),
  amount_refunded: 0,
  captured: true,
  created: unixSeconds(event.occurredAt),
  currency: event.currency.toLowerCase(),
  livemode: event.mode === "live",
  metadata: metadata(event),
  payment_intent: event.paymentId,
  refunded: false,
  status: "succeeded",
})

/** The refunds of a charge, the youngest first. All refunds before this one are listed as one refund. */
const refundsSoFar = (event: TestRefundEvent) => {
  const before = event.refundedTotal - event.amount
  const occurredAt = new Date(event.occurredAt.getTime() - 1000)
  const older = { ...event, refundId: `${event.refundId}_before`, amount: before, state: "succeeded" as const, occurredAt }
  return [refund(event), ...(before > 0 ? [refund(older)] : [])]
}

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
    refunds: { object: "list", data: refundsSoFar(event), has_more: false },
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
  evidence_details: {
    due_by: event.evidenceDueBy ? unixSeconds(event.evidenceDueBy) : unixSeconds(event.occurredAt) + WEEK_SECONDS,
    has_evidence: false,
    submission_count: 0,
  },
  livemode: event.mode === "live",
  metadata: metadata(event),
  payment_intent: event.paymentId,
  reason: event.reasonCode ?? "general",
  status: DISPUTE_STATUSES[event.state],
})

export const PAYMENT_METHOD_TYPES: Record<TestPaymentMethodEvent["state"], string> = {
  expiring: "customer.source.expiring",
  updated: "payment_method.automatically_updated",
}

/** A card. Only cards of the older Sources API are reported as expiring. */
export function paymentMethod({ paymentMethodId, customerId, brand, last4, expiresOn, state }: TestPaymentMethodEvent) {
  const expiry = expiresOn && { exp_month: expiresOn.getUTCMonth() + 1, exp_year: expiresOn.getUTCFullYear() }
  const card = { brand, last4, ...expiry }
  const common = { id: paymentMethodId, customer: customerId ?? null }
  return state === "expiring"
    ? { ...common, object: "card", ...card }
    : { ...common, object: "payment_method", type: "card", card }
}
