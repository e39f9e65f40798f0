import type { DisputeFact, DisputeState } from "../../domain/facts"
import { paystackAmount } from "./amount"
import type { PaystackDispute } from "./event"
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

/**
 * The fact of a dispute by its own status: a reminder may come after the answer. Undefined for an unknown status or resolution,
 * because a guess would be about money.
 */
export function disputeFact(dispute: PaystackDispute): DisputeFact | undefined {
  const { status, resolution, category, transaction, currency } = dispute
  const state = status === "resolved" ? RESOLVED.get(resolution ?? "") : OPEN.get(status)
  if (!state) return undefined
  const amount = paystackAmount(dispute.refund_amount, currency ?? transaction.currency)
  const occurredAt = status === "resolved" ? (dispute.resolvedAt ?? dispute.updated_at) : dispute.updated_at
  const reasonCode = resolution ?? category
  return {
    subject: "dispute",
    state,
    providerDisputeId: dispute.id,
    ...referencesOf(transaction),
    ...(amount && { amount }),
    ...(reasonCode && { reasonCode }),
    ...(state === "opened" && dispute.dueAt && { evidenceDueBy: new Date(dispute.dueAt) }),
    ...(occurredAt && { occurredAt: new Date(occurredAt) }),
  }
}
