import type { DisputeState } from "../../domain/facts"
import { paystackAmount } from "./amount"
import type { PaystackDispute } from "./event"
import type { Outcome } from "./outcome"
import { referencesOf } from "./references"

const OPEN: ReadonlyMap<string, DisputeState> = new Map<string, DisputeState>([
  ["pending", "opened"],
  ["awaiting-merchant-feedback", "opened"],
  // The merchant has answered; the bank decides.
  ["awaiting-bank-feedback", "under_review"],
])

/** The owner of the money once the dispute is resolved. `declined`: the merchant declined the payer's claim. */
const RESOLVED: ReadonlyMap<string, DisputeState> = new Map<string, DisputeState>([
  ["merchant-accepted", "lost"],
  // The merchant did not answer in time.
  ["auto-accepted", "lost"],
  ["declined", "won"],
])

/** Reads a dispute by its own status: a reminder may come after the answer. */
export function disputeOutcome(dispute: PaystackDispute): Outcome {
  const { status, resolution, category, transaction, currency } = dispute
  const isResolved = status === "resolved"
  const state = isResolved ? RESOLVED.get(resolution ?? "") : OPEN.get(status)
  const amount = paystackAmount(dispute.refund_amount, currency ?? transaction.currency)
  const common = { ...referencesOf(transaction), ...(amount && { amount }) }
  if (!state) return { unclear: { detail: unclearDetail(dispute), ...common } }
  const occurredAt = isResolved ? (dispute.resolvedAt ?? dispute.updated_at) : dispute.updated_at
  const reasonCode = resolution ?? category
  return {
    fact: {
      subject: "dispute",
      state,
      providerDisputeId: dispute.id,
      ...common,
      ...(reasonCode && { reasonCode }),
      ...(state === "opened" && dispute.dueAt && { evidenceDueBy: new Date(dispute.dueAt) }),
      ...(dispute.created_at && { openedAt: new Date(dispute.created_at) }),
      // Whoever accepts a dispute at Paystack, in person or by silence, has Paystack refund the transaction.
      ...(state === "lost" && { settledByRefund: true }),
      ...(occurredAt && { occurredAt: new Date(occurredAt) }),
    },
  }
}

const unclearDetail = ({ id, status, resolution }: PaystackDispute): string =>
  `Paystack reports the dispute ${id} with the status "${status}" and ` +
  `${resolution ? `the resolution "${resolution}"` : "no resolution"}, which does not say who keeps the money`
