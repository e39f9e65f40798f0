import type { DisputeState, RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import type { Authorization, Dispute } from "./resources"
import { readTime } from "./time"

/** A capture that has been refunded was captured; the refunds have facts of their own. */
export const CAPTURES: ReadonlyMap<string, PaymentState> = new Map<string, PaymentState>([
  ["PENDING", "pending"],
  ["COMPLETED", "captured"],
  ["PARTIALLY_REFUNDED", "captured"],
  ["REFUNDED", "captured"],
  ["DECLINED", "failed"],
  ["FAILED", "failed"],
])

const AUTHORIZATIONS: ReadonlyMap<string, PaymentState> = new Map<string, PaymentState>([
  ["PENDING", "pending"],
  ["CREATED", "authorized"],
  // Captured since: the captures have facts of their own.
  ["PARTIALLY_CAPTURED", "authorized"],
  ["CAPTURED", "authorized"],
  ["DENIED", "failed"],
  ["VOIDED", "canceled"],
])

/** PayPal also calls an authorization voided when nobody voided it and its time ran out. */
export function authorizationState({ status, expiration_time, update_time }: Authorization): PaymentState | undefined {
  const [end, changed] = [readTime(expiration_time), readTime(update_time)]
  if (status === "VOIDED" && end && changed && changed >= end) return "expired"
  return AUTHORIZATIONS.get(status)
}

export const REFUNDS: ReadonlyMap<string, RefundState> = new Map<string, RefundState>([
  ["PENDING", "pending"],
  ["COMPLETED", "succeeded"],
  ["FAILED", "failed"],
  ["CANCELLED", "failed"],
])

/**
 * The only state that an order itself reports: it was given up because nobody captured it in time. Its payments report any other
 * state, and an order that can still be paid has not ended.
 */
export const ORDERS: ReadonlyMap<string, PaymentState> = new Map<string, PaymentState>([["VOIDED", "expired"]])

/** RESOLVED_WITH_PAYOUT (PayPal protected one of both) and NONE (another dispute goes on) do not name a winner. */
const OUTCOMES: ReadonlyMap<string, DisputeState> = new Map<string, DisputeState>([
  ["RESOLVED_SELLER_FAVOUR", "won"],
  ["CANCELED_BY_BUYER", "won"],
  ["DENIED", "won"],
  ["RESOLVED_BUYER_FAVOUR", "lost"],
  ["ACCEPTED", "lost"],
])

const OPEN_DISPUTES: ReadonlyMap<string, DisputeState> = new Map<string, DisputeState>([
  ["OPEN", "opened"],
  ["WAITING_FOR_SELLER_RESPONSE", "opened"],
  ["WAITING_FOR_BUYER_RESPONSE", "under_review"],
  ["UNDER_REVIEW", "under_review"],
])

/** In its first stage, INQUIRY, buyer and merchant talk and PayPal decides nothing. */
export function disputeState({
  status,
  dispute_life_cycle_stage: stage,
  dispute_outcome: outcome,
}: Dispute): DisputeState | undefined {
  if (status === "RESOLVED") return OUTCOMES.get(outcome?.outcome_code ?? "")
  const state = OPEN_DISPUTES.get(status)
  return state && stage === "INQUIRY" ? "warning" : state
}
