import type { Decision } from "../../services/domain/decisions"
import type { Item } from "../components/attention/use-item"
import type { WordKey } from "./use-words"

type Decided = Pick<Item, "kind" | "amount" | "amount_required" | "data">

/** The sentence that says what a decision does, to be shown before it is made. */
export function consequenceOf(action: Decision, { kind, amount, amount_required, data }: Decided): WordKey {
  if (action === "dismiss") return "decide.dismiss"
  if (action === "refund") return data.fact === "payment.authorized" ? "decide.void" : "decide.refund"
  if (amount_required) return "decide.acceptUnknown"
  if (amount === null) return "decide.acceptEvent"
  return kind === "capture_reversed" ? "decide.acceptLoss" : "decide.accept"
}

/** Whether a person confirms the sum first: money moves, or is recorded, by it. */
export const needsConfirmation = (action: Decision, { amount, amount_required }: Decided): boolean =>
  action !== "dismiss" && amount !== null && !amount_required
