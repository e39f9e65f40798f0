import type { DisputeFact, Fact, PaymentFact, RefundFact } from "../../domain/facts"
import { readReference } from "../kit/session-reference"
import { adyenAmount } from "./amount"
import { readDateTime } from "../kit/read-date-time"
import type { AdyenItem } from "./event"
import type { AdyenOptions } from "./options"
import { stateOfPayment } from "./payment-state"
import type { Reported } from "./reports"

/** A fact in the making: an absent field is never set. Filled field by field, since spreads take longer than all the rest. */
type Draft<F> = { -readonly [Field in keyof F]: F[Field] }

/** The fact that an item reports. */
export function factOf(item: AdyenItem, report: Reported, options: AdyenOptions, occurredAt: Date | undefined): Fact {
  if (report.subject === "refund") return refundFact(item, report.state, options, occurredAt)
  if (report.subject === "dispute") return disputeFact(item, report, options, occurredAt)
  // A reversal that names no sum releases or returns all that is left.
  if (report.orRefunded && item.value === 0) return factOf({ ...item, value: undefined }, report, options, occurredAt)
  const fact: Draft<PaymentFact> = { subject: "payment", state: stateOfPayment(item, report, options) }
  fill(fact, item, options, occurredAt)
  const { pspReference } = item
  // A modification's own pspReference is never the payment's: without originalReference, only the merchant's reference is left.
  if (report.isPayment && !fact.providerPaymentId) fact.providerPaymentId = pspReference
  if (report.capture) fact.providerCaptureId = pspReference
  if (report.reviewDecision) fact.reviewDecision = report.reviewDecision
  if (report.orRefunded) fact.ifCaptured = refundFact(item, "succeeded", options, occurredAt)
  if (item.fingerprint) fact.paymentMethodFingerprint = item.fingerprint
  if (item.underReview) fact.underReview = true
  return fact
}

function fill(fact: Draft<Fact>, item: AdyenItem, { merchantAccounts }: AdyenOptions, occurredAt: Date | undefined): void {
  const { sessionId, merchantReference } = readReference(item.merchantReference)
  if (sessionId) fact.sessionId = sessionId
  if (merchantReference) fact.merchantReference = merchantReference
  if (item.originalReference) fact.providerPaymentId = item.originalReference
  const amount = adyenAmount(item.value, item.currency)
  if (amount) fact.amount = amount
  if (item.live !== undefined) fact.mode = item.live ? "live" : "test"
  const reasonCode = fact.subject === "dispute" ? item.dispute?.reasonCode : item.reason
  if (reasonCode) fact.reasonCode = reasonCode
  const account = item.merchantAccountCode ?? ""
  if (!merchantAccounts.includes(account)) {
    fact.contradictions = [`it belongs to the merchant account ${account}, which merchantAccounts does not list`]
  }
  if (occurredAt) fact.occurredAt = occurredAt
}

/** A refund's reference is the refund request's, where that gave one: Medusa's id of the refund is recognized. */
function refundFact(
  item: AdyenItem,
  state: RefundFact["state"],
  options: AdyenOptions,
  occurredAt: Date | undefined,
): RefundFact {
  const fact: Draft<RefundFact> = { subject: "refund", state, providerRefundId: item.pspReference }
  fill(fact, item, options, occurredAt)
  if (fact.merchantReference && /^ref_[0-9A-HJKMNP-TV-Z]{26}$/.test(fact.merchantReference)) {
    fact.merchantRefundReference = fact.merchantReference
    delete fact.merchantReference
  }
  return fact
}

/** All events of a dispute carry the dispute's pspReference. */
function disputeFact(
  item: AdyenItem,
  { state: reported, debited }: Extract<Reported, { subject: "dispute" }>,
  options: AdyenOptions,
  occurredAt: Date | undefined,
): DisputeFact {
  // `defendable` is unsigned, that the money is gone is not. It can only keep the merchant from hoping for the money.
  const state = debited && item.dispute?.defendable === false ? "lost" : reported
  const fact: Draft<DisputeFact> = { subject: "dispute", state, providerDisputeId: item.pspReference ?? "" }
  fill(fact, item, options, occurredAt)
  const until = state === "warning" || state === "opened" ? readDateTime(item.dispute?.defensePeriodEndsAt) : undefined
  if (until) fact.evidenceDueBy = until
  return fact
}
