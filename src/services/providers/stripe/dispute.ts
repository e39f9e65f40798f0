import { z } from "@medusajs/framework/zod"
import type { DisputeState } from "../../domain/facts"
import { storableText } from "../kit/storable-text"
import { stripeAmount } from "./amount"
import { currency, expandable, idOf, metadata, optionalText, sessionIn, unixTime, units } from "./event"
import { reader, type Reader } from "./reader"

const dispute = z.object({
  id: storableText,
  object: z.literal("dispute"),
  amount: units,
  currency,
  status: storableText,
  reason: optionalText,
  payment_intent: expandable,
  charge: expandable,
  metadata,
  evidence_details: z.object({ due_by: unixTime.nullish() }).nullish(),
})

/**
 * States of a dispute at Stripe. An inquiry that is closed (`warning_closed`) never became a chargeback: it has ended, the
 * merchant has the money and nothing left to answer.
 */
const STATUSES: ReadonlyMap<string, DisputeState> = new Map([
  ["warning_needs_response", "warning"],
  ["warning_under_review", "warning"],
  ["warning_closed", "won"],
  ["needs_response", "opened"],
  ["under_review", "under_review"],
  ["won", "won"],
  ["lost", "lost"],
])

const disputeEvent = reader<z.output<typeof dispute>>("a dispute", dispute, (dispute, context) => {
  const state = STATUSES.get(dispute.status)
  if (!state) return `dispute status "${dispute.status}" is not known`
  const sessionId = sessionIn(dispute, dispute.payment_intent, dispute.charge)
  const providerPaymentId = idOf(dispute.payment_intent) ?? idOf(dispute.charge)
  const amount = stripeAmount(dispute.amount, dispute.currency)
  // 0 where the payer's bank takes no answer.
  const dueBy = dispute.evidence_details?.due_by
  return {
    subject: "dispute",
    state,
    providerDisputeId: dispute.id,
    ...context,
    ...(providerPaymentId && { providerPaymentId }),
    ...(sessionId && { sessionId }),
    ...(amount && { amount }),
    ...(dispute.reason && { reasonCode: dispute.reason }),
    ...(dueBy && { evidenceDueBy: new Date(dueBy * 1000) }),
  }
})

/** All of them carry the dispute in its current state: its status decides, not the type's name. */
export const DISPUTES: readonly (readonly [string, Reader])[] = [
  ["charge.dispute.created", disputeEvent],
  ["charge.dispute.updated", disputeEvent],
  ["charge.dispute.closed", disputeEvent],
  ["charge.dispute.funds_withdrawn", disputeEvent],
  ["charge.dispute.funds_reinstated", disputeEvent],
]
