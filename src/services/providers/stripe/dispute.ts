import type { DisputeState } from "../../domain/facts"
import { readCurrency, readObject, readSeconds, readText, readUnits } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { stripeAmount } from "./amount"
import { idOf, pickMetadata, pickReference, requireId, requireKind, requireReference, sessionIn } from "./fields"
import { reader, type Reader } from "./reader"

const pickDispute = (object: JsonObject) => ({
  id: requireId(object),
  object: requireKind(object, "dispute"),
  amount: readUnits(object.amount),
  currency: readCurrency(object.currency),
  created: readSeconds(object.created),
  status: readText(object.status),
  reason: readText(object.reason),
  payment_intent: requireReference(object, "payment_intent"),
  charge: pickReference(object.charge),
  metadata: pickMetadata(object.metadata),
  evidence_details: { due_by: readSeconds(readObject(object.evidence_details)?.due_by) },
  balance_transactions: pickMovements(object.balance_transactions),
})

type Dispute = ReturnType<typeof pickDispute>

/** The money that the dispute took from the balance, and returned to it, in the balance's own currency. Undefined where not all is read. */
function pickMovements(transactions: unknown): readonly { readonly amount: number }[] | undefined {
  if (!Array.isArray(transactions)) return undefined
  const amounts = transactions.map((transaction: unknown) => readObject(transaction)?.amount)
  return amounts.every(Number.isSafeInteger) ? amounts.map((amount) => ({ amount: amount as number })) : undefined
}

/**
 * States of a dispute at Stripe. An inquiry that is closed (`warning_closed`) never became a chargeback: nobody has won it. A charge
 * that was refunded in the meantime (`charge_refunded`, until API version 2014-11-20) ends its dispute, and the refund reports the
 * money. An appeal asks the merchant once more, after the bank has refused the first answer.
 */
const STATUSES: ReadonlyMap<string, DisputeState> = new Map([
  ["warning_needs_response", "warning"],
  ["warning_under_review", "warning"],
  ["warning_closed", "closed"],
  ["needs_response", "opened"],
  ["under_review", "under_review"],
  ["appeal_needs_response", "opened"],
  ["appeal_under_review", "under_review"],
  ["charge_refunded", "closed"],
  ["won", "won"],
  ["lost", "lost"],
])

/**
 * A prevented dispute was stopped before it became a chargeback: the bank withdrew it, or Stripe let the payer have the money. The
 * balance tells the two apart. Undefined where it is not shown: a loss that nobody records is worse than a look at it.
 */
function preventedState({ balance_transactions: movements }: Dispute): DisputeState | undefined {
  if (!movements) return undefined
  return movements.reduce((sum, { amount }) => sum + amount, 0) < 0 ? "lost" : "closed"
}

const disputeEvent = reader(
  { what: "a dispute", pick: pickDispute, needs: ["amount", "currency", "status"] },
  (dispute, context) => {
    const { status, created } = dispute
    const sessionId = sessionIn(dispute, dispute.payment_intent, dispute.charge)
    const providerPaymentId = idOf(dispute.payment_intent) ?? idOf(dispute.charge)
    const amount = stripeAmount(dispute.amount, dispute.currency)
    const about = { ...(providerPaymentId && { providerPaymentId }), ...(sessionId && { sessionId }), ...(amount && { amount }) }
    const state = status === "prevented" ? preventedState(dispute) : STATUSES.get(status)
    if (!state) {
      const problem = status === "prevented" ? "and does not show whether money was taken" : "which is not known"
      return { unclear: { detail: `the dispute ${dispute.id} has the status "${status}", ${problem}`, ...about } }
    }
    // 0 where the payer's bank takes no answer.
    const dueBy = dispute.evidence_details.due_by
    return {
      subject: "dispute",
      state,
      providerDisputeId: dispute.id,
      ...context,
      ...about,
      ...(dispute.reason && { reasonCode: dispute.reason }),
      ...(dueBy && { evidenceDueBy: new Date(dueBy * 1000) }),
      ...(created !== undefined && { openedAt: new Date(created * 1000) }),
    }
  },
)

/** All of them carry the dispute in its current state: its status decides, not the type's name. */
export const DISPUTES: readonly (readonly [string, Reader])[] = [
  ["charge.dispute.created", disputeEvent],
  ["charge.dispute.updated", disputeEvent],
  ["charge.dispute.closed", disputeEvent],
  ["charge.dispute.funds_withdrawn", disputeEvent],
  ["charge.dispute.funds_reinstated", disputeEvent],
]
