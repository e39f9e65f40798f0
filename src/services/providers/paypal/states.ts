import type { DisputeState, RefundState } from "../../domain/facts"
import type { Amount } from "../../domain/money"
import type { PaymentState } from "../../domain/states"
import { paypalAmount } from "./amount"
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

/** Statuses of an order that say nothing about money. */
export const QUIET_ORDERS: ReadonlySet<string> = new Set(["CREATED", "SAVED", "APPROVED", "PAYER_ACTION_REQUIRED", "COMPLETED"])

const OUTCOMES: ReadonlyMap<string, DisputeState> = new Map<string, DisputeState>([
  ["RESOLVED_SELLER_FAVOUR", "won"],
  ["CANCELED_BY_BUYER", "won"],
  ["DENIED", "won"],
  // PayPal pays the buyer out of its own pocket.
  ["RESOLVED_WITH_PAYOUT", "won"],
  ["RESOLVED_BUYER_FAVOUR", "lost"],
  // The merchant accepted the claim.
  ["ACCEPTED", "lost"],
  // Another dispute about the same payment goes on in its place.
  ["NONE", "closed"],
])

const OPEN_DISPUTES: ReadonlyMap<string, DisputeState> = new Map<string, DisputeState>([
  ["OPEN", "opened"],
  ["WAITING_FOR_SELLER_RESPONSE", "opened"],
  ["WAITING_FOR_BUYER_RESPONSE", "under_review"],
  ["UNDER_REVIEW", "under_review"],
])

type Decided = Pick<Dispute, "status" | "dispute_life_cycle_stage" | "dispute_outcome" | "dispute_amount">

/** In its first stage, INQUIRY, buyer and merchant talk and PayPal decides nothing. */
export function disputeState(dispute: Decided): DisputeState | undefined {
  const { status, dispute_life_cycle_stage: stage, dispute_outcome: outcome } = dispute
  if (status === "RESOLVED") {
    const code = outcome?.outcome_code ?? ""
    // PayPal takes no money before the inquiry has become a claim: nobody has won it.
    if (code === "CANCELED_BY_BUYER" && stage === "INQUIRY") return "closed"
    const state = OUTCOMES.get(code)
    return state === "lost" && lostPart(dispute) ? "won" : state
  }
  const state = OPEN_DISPUTES.get(status)
  return state && stage === "INQUIRY" ? "warning" : state
}

/** The part of the disputed amount that a decision for the buyer takes; undefined where it takes all, and where nobody has lost. */
export function lostPart({ status, dispute_outcome: outcome, dispute_amount: disputed }: Decided): Amount | undefined {
  if (status !== "RESOLVED" || OUTCOMES.get(outcome?.outcome_code ?? "") !== "lost") return undefined
  const [whole, part] = [paypalAmount(disputed), paypalAmount(outcome?.amount_refunded)]
  if (!whole || !part || !("minor" in whole) || !("minor" in part)) return undefined
  return part.currency === whole.currency && part.minor > 0n && part.minor < whole.minor ? part : undefined
}
