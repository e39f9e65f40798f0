import type { DisputeState, RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"

/** `payment.status`. A canceled payment may turn out to have expired: see `payment-facts.ts`. */
export const PAYMENT_STATUS: ReadonlyMap<string, PaymentState> = new Map<string, PaymentState>([
  ["PENDING", "pending"],
  ["APPROVED", "authorized"],
  ["COMPLETED", "captured"],
  ["CANCELED", "canceled"],
  ["FAILED", "failed"],
])

/** `refund.status`. */
export const REFUND_STATUS: ReadonlyMap<string, RefundState> = new Map<string, RefundState>([
  ["PENDING", "pending"],
  ["COMPLETED", "succeeded"],
  ["REJECTED", "failed"],
  ["FAILED", "failed"],
])

/** `dispute.state`. Square does not report the result of an inquiry: a closed one is neither won nor lost. */
export const DISPUTE_STATE: ReadonlyMap<string, DisputeState> = new Map<string, DisputeState>([
  ["INQUIRY_EVIDENCE_REQUIRED", "warning"],
  ["INQUIRY_PROCESSING", "warning"],
  ["INQUIRY_CLOSED", "closed"],
  ["EVIDENCE_REQUIRED", "opened"],
  ["PROCESSING", "under_review"],
  ["WON", "won"],
  ["LOST", "lost"],
  // The seller gave in.
  ["ACCEPTED", "lost"],
])

/** States in which the seller may still answer, so that `due_at` has a meaning. */
export const ANSWERABLE: ReadonlySet<string> = new Set(["INQUIRY_EVIDENCE_REQUIRED", "EVIDENCE_REQUIRED"])
