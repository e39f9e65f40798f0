import { toMajor } from "../../services/domain/money"
import type { PaymentDispute, PaymentRecord } from "../../services/store/entities"

type Described = Pick<
  PaymentDispute,
  "provider_dispute_id" | "state" | "amount" | "lost_amount" | "currency_code" | "reason_code" | "evidence_due_by"
>

/** One sentence for the merchant: who says what, over how much, and until when the merchant can answer. */
export function describeDispute(
  dispute: Described,
  { amount: paid, provider }: Pick<PaymentRecord, "amount" | "provider">,
): string {
  const { provider_dispute_id: id, state, amount, lost_amount: lost } = dispute
  const { currency_code: currency, reason_code: reason, evidence_due_by: until } = dispute
  const show = (minor: string) => `${toMajor(BigInt(minor), currency)} ${currency.toUpperCase()}`
  const because = reason ? ` (${reason})` : ""
  const what = state === "warning" ? "The payer's bank asks about, or warns of," : "The payer's bank contests"
  if (state === "closed") return `Dispute ${id} at ${provider} over ${show(amount)} is closed without a winner${because}`
  if (state === "won" || state === "lost") {
    const part = state === "won" && lost && lost !== "0" ? `, but for ${show(lost)}` : ""
    return `Dispute ${id} at ${provider} over ${show(amount)} is ${state}${part}${because}`
  }
  const larger = BigInt(amount) > BigInt(paid) ? `, which is more than the payment of ${show(paid)}` : ""
  return [
    `${what} ${show(amount)} of this payment${larger}${because}: dispute ${id} at ${provider}`,
    until ? `it can be answered there until ${showTime(until)}` : "the provider names no deadline",
  ].join("; ")
}

/** `2026-11-24 16:00 UTC`. */
export const showTime = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`
