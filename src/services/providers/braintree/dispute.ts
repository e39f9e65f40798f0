import type { DisputeFact, DisputeState } from "../../domain/facts"
import { readReference } from "../kit/session-reference"
import { braintreeAmount } from "./amount"
import { startOf } from "./time"
import { contradictions, type NotificationContext } from "./notification-context"

/** Reads a dispute's fact. The amount is in the currency of settlement, which may be another than the payment's. */
export function readDispute(state: DisputeState, context: NotificationContext): DisputeFact | string {
  const { dispute } = context.notification
  if (!dispute) return "the dispute is missing"
  const amount = braintreeAmount(dispute.amount, dispute.currency)
  const evidenceDueBy = startOf(dispute.replyByDate)
  return {
    subject: "dispute",
    // A retrieval only asks for papers: no money has been taken, so however it ends, none is won or lost.
    state: dispute.kind === "retrieval" ? "warning" : state,
    providerDisputeId: dispute.id,
    ...(dispute.transactionId && { providerPaymentId: dispute.transactionId }),
    ...readReference(dispute.orderId),
    ...(amount && { amount }),
    ...(dispute.reason && { reasonCode: dispute.reason }),
    ...(evidenceDueBy && { evidenceDueBy }),
    ...contradictions(context, dispute.merchantAccountId),
    ...(context.occurredAt && { occurredAt: context.occurredAt }),
  }
}
