import type { DisputeFact, DisputeState } from "../../domain/facts"
import { razorpayAmount } from "./amount"
import type { RazorpayDispute } from "./event"
import type { Whole } from "./required"

/** Phases in which the bank asks or warns and takes nothing back yet (https://razorpay.com/docs/payments/disputes). */
const BEFORE_A_CHARGEBACK: ReadonlySet<string | undefined> = new Set(["fraud", "retrieval"])

const open = ({ phase }: RazorpayDispute): DisputeState => (BEFORE_A_CHARGEBACK.has(phase) ? "warning" : "opened")

/** Statuses with which a dispute may be closed. */
const CLOSED: ReadonlyMap<string, DisputeState> = new Map<string, DisputeState>([
  ["closed", "closed"],
  ["won", "won"],
  ["lost", "lost"],
])

/**
 * The events about a dispute. Razorpay closes inquiries that were answered or refunded, and has events for won and lost: closed is
 * without a winner unless the dispute names one.
 */
export const DISPUTE_REPORTS: ReadonlyMap<string, (dispute: RazorpayDispute) => DisputeState | undefined> = new Map<
  string,
  (dispute: RazorpayDispute) => DisputeState | undefined
>([
  ["payment.dispute.created", open],
  ["payment.dispute.under_review", () => "under_review"],
  // The evidence was not enough: it is the merchant's turn again, until respond_by.
  ["payment.dispute.action_required", open],
  ["payment.dispute.won", () => "won"],
  ["payment.dispute.lost", () => "lost"],
  ["payment.dispute.closed", ({ status }) => CLOSED.get(status ?? "closed")],
])

/** Reads a dispute event's own dispute. The payment beside it may still say "authorized" after the dispute has been won. */
export function readDispute(type: string, dispute: Whole<"dispute">): DisputeFact | undefined {
  const state = DISPUTE_REPORTS.get(type)?.(dispute)
  if (!state) return undefined
  const amount = razorpayAmount(dispute.amount, dispute.currency)
  const answerable = state === "warning" || state === "opened"
  return {
    subject: "dispute",
    state,
    providerPaymentId: dispute.payment_id,
    providerDisputeId: dispute.id,
    ...(amount && { amount }),
    ...(dispute.reason_code && { reasonCode: dispute.reason_code }),
    ...(dispute.created_at && { openedAt: new Date(dispute.created_at * 1000) }),
    ...(answerable && dispute.respond_by && { evidenceDueBy: new Date(dispute.respond_by * 1000) }),
  }
}
