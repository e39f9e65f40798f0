import type { DisputeFact } from "../../domain/facts"
import { readDateTime } from "../kit/read-date-time"
import { squareAmount } from "./amount"
import type { SquareDispute } from "./event"
import { ANSWERABLE, DISPUTE_STATE } from "./states"

/** The fact of a dispute in its current state, or undefined for a state that is not known. */
export function disputeFacts(dispute: SquareDispute): readonly DisputeFact[] | undefined {
  const { id = "", state: reported = "" } = dispute
  const state = DISPUTE_STATE.get(reported)
  if (!state) return undefined
  const amount = dispute.amount_money && squareAmount(dispute.amount_money)
  const paymentId = dispute.disputed_payment?.payment_id
  const openedAt = readDateTime(dispute.created_at)
  const evidenceDueBy = ANSWERABLE.has(reported) ? readDateTime(dispute.due_at) : undefined
  const fact: DisputeFact = {
    subject: "dispute",
    state,
    providerDisputeId: id,
    ...(paymentId && { providerPaymentId: paymentId }),
    ...(amount && { amount }),
    ...(dispute.reason && { reasonCode: dispute.reason }),
    ...(openedAt && { openedAt }),
    ...(evidenceDueBy && { evidenceDueBy }),
  }
  return [fact]
}
