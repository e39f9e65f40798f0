import { generateEntityId } from "@medusajs/framework/utils"
import { factName, type DisputeFact, type PaymentFact, type RefundFact } from "../../services/domain/facts"
import type { NewTransition } from "../../services/store/payment-changes"
import { reportedAt, type FactContext } from "./fact-context"

type Change = Pick<NewTransition, "from_state" | "to_state" | "amount" | "currency_code"> & Partial<NewTransition>

/** The row of a transition that a report brings: event, fact, reason and time are the report's, unless `move` says otherwise. */
export const transitionOf = (
  report: Pick<FactContext<PaymentFact | RefundFact | DisputeFact>, "event" | "fact">,
  move: Change,
): NewTransition => ({
  id: generateEntityId(undefined, "ptrn"),
  webhook_event_id: report.event.id,
  fact: factName(report.fact),
  reason_code: report.fact.reasonCode ?? null,
  occurred_at: reportedAt(report),
  ...move,
})
