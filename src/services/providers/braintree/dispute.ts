import type { DisputeFact, DisputeState } from "../../domain/facts"
import type { Amount } from "../../domain/money"
import { readReference } from "../kit/session-reference"
import type { Unclear } from "../provider"
import { braintreeAmount } from "./amount"
import type { Dispute } from "./notification"
import { startOf } from "./time"
import { contradictions, type NotificationContext } from "./notification-context"

const ENDS: ReadonlySet<DisputeState> = new Set(["won", "lost"])

/** A retrieval only asks for papers: no money has been taken, so however it ends, nobody has won or lost any. */
const ofRetrieval = (state: DisputeState): DisputeState => (ENDS.has(state) ? "closed" : "warning")

/** Reads a dispute's fact. The amount is in the currency of settlement, which may be another than the payment's. */
export function readDispute(state: DisputeState, context: NotificationContext): DisputeFact | { unclear: Unclear } | string {
  const { dispute } = context.notification
  if (!dispute) return "the dispute is missing"
  const amount = braintreeAmount(dispute.amount, dispute.currency)
  const evidenceDueBy = startOf(dispute.replyByDate)
  const openedAt = startOf(dispute.openedOn)
  const about = {
    ...(dispute.transactionId && { providerPaymentId: dispute.transactionId }),
    ...readReference(dispute.orderId),
    ...(amount && { amount }),
  }
  const isRetrieval = dispute.kind === "retrieval"
  const lostAmount = state === "won" && !isRetrieval ? lostOf(dispute, amount) : undefined
  if (lostAmount === "all") {
    return { unclear: { detail: `the dispute ${dispute.id} is reported as won, and nothing of it as given back`, ...about } }
  }
  return {
    subject: "dispute",
    state: isRetrieval ? ofRetrieval(state) : state,
    providerDisputeId: dispute.id,
    ...about,
    ...(lostAmount && { lostAmount }),
    ...(dispute.reason && { reasonCode: dispute.reason }),
    ...(evidenceDueBy && { evidenceDueBy }),
    ...(openedAt && { openedAt }),
    ...contradictions(context, dispute.merchantAccountId),
    ...(context.occurredAt && { occurredAt: context.occurredAt }),
  }
}

/** The part of a dispute that the merchant lost although it was won. Undefined where all of it came back, or nothing is said. */
function lostOf(dispute: Dispute, amount: Amount | undefined): Amount | "all" | undefined {
  const won = braintreeAmount(dispute.amountWon, dispute.currency)
  if (!amount || !won || !("minor" in amount) || !("minor" in won) || won.minor >= amount.minor) return undefined
  return won.minor === 0n ? "all" : { minor: amount.minor - won.minor, currency: amount.currency }
}
