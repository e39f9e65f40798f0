import type { DisputeState } from "../../../services/domain/facts"
import { GatewayError } from "../error"
import type { Call, Reply } from "../http/router"
import { newId, paymentOf, type GatewayState } from "../state"
import { changed, withEntry, type GatewayDispute } from "../truth"
import type { DisputeRequest, UpdateRequest } from "../types"
import { amountOf, disputeNews } from "./news"
import { occurredAt } from "./occurred-at"
import { report } from "./report"

/** The dispute's next state, by control verb. */
export const DISPUTE_CHANGES = {
  warn: "warning",
  open: "opened",
  review: "under_review",
  close: "closed",
  win: "won",
  lose: "lost",
} as const satisfies Record<string, DisputeState>

export type DisputeChange = keyof typeof DISPUTE_CHANGES

/** `POST /payments/:id/dispute`: the payer's bank contests the payment, or asks first (`status: "warning"`). */
export const dispute =
  (state: GatewayState) =>
  async (call: Call): Promise<Reply> => {
    const before = paymentOf(state, call.params.id)
    const { amount, status = "opened", dispute_id, evidence_due_by, reason_code, ...request } = call.body as DisputeRequest
    const at = occurredAt(request.occurred_at)
    const opened: GatewayDispute = {
      id: dispute_id ?? newId("dp"),
      status,
      amount: amount === undefined ? before.captured_amount : amountOf(amount),
      at: at.toISOString(),
      reason_code,
      evidence_due_by: evidence_due_by && occurredAt(evidence_due_by).toISOString(),
    }
    const payment = changed(before, { disputes: withEntry(before.disputes, opened) }, at)
    return report(state, { payment, news: disputeNews(opened, request.reported_amount), at }, request, { dispute: opened })
  }

/** `POST /payments/:id/disputes/:disputeId/<change>`: the course of a dispute. Any state may follow any other, as with payments. */
export const updateDispute =
  (state: GatewayState, verb: DisputeChange) =>
  async (call: Call): Promise<Reply> => {
    const before = paymentOf(state, call.params.id)
    const request = call.body as UpdateRequest
    const known = before.disputes.find(({ id }) => id === call.params.disputeId)
    if (!known) throw new GatewayError(404, "unknown_dispute", `Payment ${before.id} has no dispute ${call.params.disputeId}`)
    const at = occurredAt(request.occurred_at)
    const reason_code = request.reason_code ?? known.reason_code
    const updated = { ...known, status: DISPUTE_CHANGES[verb], at: at.toISOString(), reason_code }
    const payment = changed(before, { disputes: withEntry(before.disputes, updated) }, at)
    return report(state, { payment, news: disputeNews(updated, request.reported_amount), at }, request, { dispute: updated })
  }
