import type { DisputeFact } from "../../domain/facts"
import { squareAmount } from "./amount"
import type { SquareDispute } from "./event"
import { ANSWERABLE, DISPUTE_STATE } from "./states"

/** The fact of a dispute in its current state, or undefined for a state that is not read. */
export function disputeFacts(dispute: SquareDispute): readonly DisputeFact[] | undefined {
  const state = DISPUTE_STATE.get(dispute.state)
  const providerDisputeId = dispute.id ?? dispute.dispute_id
  if (!state || !providerDisputeId) return undefined
  const amount = dispute.amount_money && squareAmount(dispute.amount_money)
  const paymentId = dispute.disputed_payment?.payment_id
  const fact: DisputeFact = {
    subject: "dispute",
    state,
    providerDisputeId,
    ...(paymentId && { providerPaymentId: paymentId }),
    ...(amount && { amount }),
    ...(dispute.reason && { reasonCode: dispute.reason }),
    ...(dispute.due_at && ANSWERABLE.has(dispute.state) && { evidenceDueBy: new Date(dispute.due_at) }),
  }
  return [fact]
}
