import type { DisputeFact, DisputeState } from "../../domain/facts"
import { mollieAmount } from "./amount"
import type { MollieNews } from "./news"

/**
 * The states of `dispute.*` by the dispute's own status. One that was lost is over, and moved no money by itself: the money goes with
 * a chargeback, which is an event of its own, and the same loss must not be recorded twice.
 */
const STATES: ReadonlyMap<string, DisputeState> = new Map<string, DisputeState>([
  ["dispute.created open", "opened"],
  ["dispute.updated open", "opened"],
  ["dispute.updated won", "won"],
  ["dispute.updated lost", "closed"],
  ["dispute.resolved won", "won"],
  ["dispute.resolved lost", "closed"],
  // A dispute without its envelope.
  ["dispute.open open", "opened"],
  ["dispute.won won", "won"],
  ["dispute.lost lost", "closed"],
])

/** The fact of a dispute that names its payment and has a known status. */
export function disputeFact(type: string, { id, status, amount, paymentId, createdAt }: MollieNews): DisputeFact | undefined {
  const state = STATES.get(`${type} ${status ?? (type === "dispute.created" ? "open" : "")}`)
  if (!state || !id || !paymentId) return undefined
  const claimed = amount && mollieAmount(amount)
  return {
    subject: "dispute",
    state,
    providerPaymentId: paymentId,
    providerDisputeId: id,
    ...(claimed && { amount: claimed }),
    ...(createdAt && { openedAt: new Date(createdAt) }),
  }
}
