import type { DisputeFact, DisputeState } from "../../domain/facts"
import { razorpayAmount } from "./amount"
import type { RazorpayDispute } from "./event"

/** Phases in which the bank asks or warns and takes nothing back yet (https://razorpay.com/docs/payments/disputes). */
const BEFORE_A_CHARGEBACK: ReadonlySet<string | undefined> = new Set(["fraud", "retrieval"])

const open = ({ phase }: RazorpayDispute): DisputeState => (BEFORE_A_CHARGEBACK.has(phase) ? "warning" : "opened")

/**
 * The events about a dispute. `closed` is no result of its own: Razorpay closes inquiries that were answered or refunded, and has
 * events for won and lost. It is read only where the dispute itself names a winner.
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
  ["payment.dispute.closed", ({ status }) => (status === "won" || status === "lost" ? status : undefined)],
])

/** Reads a dispute event's own dispute. The payment beside it may still say "authorized" after the dispute has been won. */
export function readDispute(type: string, dispute: RazorpayDispute): DisputeFact | undefined {
  const state = DISPUTE_REPORTS.get(type)?.(dispute)
  if (!state) return undefined
  const amount = razorpayAmount(dispute.amount, dispute.currency)
  const answerable = (state === "warning" || state === "opened") && typeof dispute.respond_by === "number"
  return {
    subject: "dispute",
    state,
    providerPaymentId: dispute.payment_id,
    providerDisputeId: dispute.id,
    ...(amount && { amount }),
    ...(dispute.reason_code && { reasonCode: dispute.reason_code }),
    ...(answerable && dispute.respond_by && { evidenceDueBy: new Date(dispute.respond_by * 1000) }),
  }
}
