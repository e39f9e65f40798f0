import { askedFor, inOrderSums, type Asked } from "./asked-sums"
import { minorOf } from "./compare"
import { supersedingDispute } from "./disputes"
import type { DisputeFact, DisputeState, Fact, PaymentFact, RefundFact, RefundState } from "./facts"
import { toMajor, type Amount } from "./money"
import { supersedingRefund } from "./refunds"
import { endsRemainder, refundsRemainder } from "./uncaptured-remainder"
import type { PaymentState } from "./states"
import { transition } from "./transition"

/** One payment as we know it. Amounts are integer minor units of `currency`. */
export interface OurPayment {
  readonly state: PaymentState
  readonly providerPaymentId: string | null
  readonly currency: string
  /** The amount of the payment; of a partly captured one, the authorized amount. */
  readonly amount: bigint
  readonly captured: bigint
  readonly refunded: bigint
  /** When the last transition happened, by the provider's clock. */
  readonly occurredAt: Date | null
  /** When we last recorded a report of it. */
  readonly movedAt: Date
  readonly refunds: readonly Known<RefundState>[]
  readonly disputes: readonly Known<DisputeState>[]
  /** How Medusa's payment provider rounds what it asks for, where it does. */
  readonly asked?: Asked
}

interface Known<S> {
  readonly id: string
  readonly state: S
  readonly at: Date | null
}

/** The differences between the provider's report and our rows. */
export interface Drift {
  /** Sentences for a person; empty: both sides agree. */
  readonly differences: readonly string[]
  /** The provider's facts that we lack; applying them brings both sides to agreement. */
  readonly missing: readonly Fact[]
  /** Since when they differ, by the provider's clock where it is known. */
  readonly since: Date | null
}

export interface CompareOptions {
  /**
   * A provider's answer may be older than its webhook. If we know more than it says, that counts as a difference only if nothing
   * was reported after this moment. Absent: it never counts, as for a list of past changes.
   */
  readonly quietSince?: Date
  /** When the provider was asked. */
  readonly askedAt?: Date
}

/** States that say where the money is, and that nobody takes back silently. */
const DECISIVE: ReadonlySet<PaymentState> = new Set(["authorized", "captured", "canceled", "expired"])
/** Two words for one thing: a payment provider of Medusa's has no `expired`. */
const GIVEN_UP: ReadonlySet<PaymentState> = new Set(["canceled", "expired"])

/** Compares the provider's report of a payment with our rows: pure, and the same however often it is asked. */
export function driftOf(ours: OurPayment | undefined, theirs: readonly Fact[], options: CompareOptions = {}): Drift {
  const differences: string[] = []
  const missing: Fact[] = []
  for (const fact of theirs) {
    const found = differenceOf(inOurSums(fact, ours), ours, options)
    if (!found) continue
    differences.push(found.says)
    if (found.lacking) missing.push(fact)
  }
  const times = missing.flatMap(({ occurredAt }) => (occurredAt ? [occurredAt.getTime()] : []))
  return { differences, missing, since: times.length ? new Date(Math.min(...times)) : null }
}

/**
 * Whether the provider's last report of a payment equals our rows in state, id and captured sum. A payment that it confirms needs
 * no question afterwards, whereas `driftOf` passes over everything that the provider does not repeat.
 */
export function confirms(theirs: readonly Fact[], ours: OurPayment): boolean {
  const reported = theirs.findLast((fact) => fact.subject === "payment")
  const last = reported && inOurSums(reported, ours)
  if (!last || last.state !== ours.state || last.providerPaymentId !== ours.providerPaymentId) return false
  return last.state !== "captured" || minor(last.capturedTotal ?? last.amount, ours.currency) === ours.captured
}

const inOurSums = <F extends Fact>(fact: F, ours: OurPayment | undefined): F =>
  ours?.asked ? inOrderSums(fact, askedFor(ours.asked, [ours.captured, ours.amount, ours.refunded])) : fact

interface Difference {
  readonly says: string
  /** True if we lack the fact; false if the provider lacks one of ours. */
  readonly lacking: boolean
}

const lacking = (says: string): Difference => ({ says, lacking: true })

function differenceOf(fact: Fact, ours: OurPayment | undefined, options: CompareOptions): Difference | undefined {
  switch (fact.subject) {
    case "payment":
      return ours ? ofPayment(fact, ours, options) : ofUnheardPayment(fact)
    case "refund":
      return ofRefund(fact, ours)
    case "dispute":
      return ofDispute(fact, ours)
    default:
      return undefined
  }
}

/** A payment without any report looks like one that has not begun at the provider either. */
const ofUnheardPayment = (fact: PaymentFact): Difference | undefined =>
  fact.state === "pending"
    ? undefined
    : lacking(`the provider reports the payment ${fact.state}${of(fact.amount)}; nothing was reported`)

function ofPayment(fact: PaymentFact, ours: OurPayment, { quietSince, askedAt }: CompareOptions): Difference | undefined {
  const isOther = Boolean(fact.providerPaymentId && ours.providerPaymentId && fact.providerPaymentId !== ours.providerPaymentId)
  const times = { last: ours.occurredAt, reported: fact.occurredAt ?? null, movedAt: ours.movedAt, ...(askedAt && { askedAt }) }
  const { outcome } = transition(ours.state, fact.state, { ...times, otherPayment: isOther })
  const reported = fact.state === "captured" ? minor(fact.capturedTotal ?? fact.amount, ours.currency) : undefined
  if (fact.state === ours.state && !isOther) {
    // WeChat Pay says of a refunded payment only that it was refunded. If no refund is known here, one is missing.
    if (fact.contradictions?.length && !ours.refunds.length && ours.refunded === 0n) {
      return { says: fact.contradictions.join("; "), lacking: false }
    }
    if (reported === undefined || reported <= ours.captured) return undefined
    return lacking(`the provider reports ${show(reported, ours)} captured, ${show(ours.captured, ours)} is known here`)
  }
  if (endsRemainder(ours, fact.state)) return undefined
  if (outcome !== "stale")
    return lacking(`the payment is ${ours.state} here, the provider reports it ${fact.state}${of(fact.amount)}`)
  const sameEnd = GIVEN_UP.has(ours.state) && GIVEN_UP.has(fact.state)
  if (isOther || sameEnd || !DECISIVE.has(ours.state) || !quietSince || ours.movedAt > quietSince) return undefined
  return { says: `the payment is ${ours.state} here, the provider still reports it ${fact.state}`, lacking: false }
}

function ofRefund(fact: RefundFact, ours: OurPayment | undefined): Difference | undefined {
  const { providerRefundId: id, state, occurredAt } = fact
  const known = ours?.refunds.find((refund) => refund.id === id)
  if (ours && !known && refundsRemainder({ ...ours, occurredAt: ours.occurredAt ?? ours.movedAt }, fact)) return undefined
  if (id !== undefined) {
    const reported = { state, at: occurredAt ?? null }
    const stands = supersedingRefund(known, reported) === reported && known?.state !== state
    return stands ? lacking(`the provider reports refund ${id}${of(fact.amount)} ${state}, ${here(known)}`) : undefined
  }
  const total = minor(fact.refundedTotal, ours?.currency)
  if (state !== "succeeded" || total === undefined || total <= (ours?.refunded ?? 0n)) return undefined
  return lacking(
    `the provider reports refunds${of(fact.refundedTotal)} in all, ${ours ? show(ours.refunded, ours) : "nothing"} is known here`,
  )
}

function ofDispute(fact: DisputeFact, ours: OurPayment | undefined): Difference | undefined {
  const { providerDisputeId: id, state, occurredAt } = fact
  const known = ours?.disputes.find((dispute) => dispute.id === id)
  const reported = { state, at: occurredAt ?? null }
  const stands = supersedingDispute(known, reported) === reported && known?.state !== state
  return stands ? lacking(`the provider reports dispute ${id}${of(fact.amount)} ${state}, ${here(known)}`) : undefined
}

const here = (known: Known<string> | undefined): string => (known ? `it is ${known.state} here` : "it is not known here")

const minor = (amount: Amount | undefined, currency = ""): bigint | undefined => amount && minorOf(amount, currency)

const show = (amount: bigint, { currency }: OurPayment): string => `${toMajor(amount, currency)} ${currency.toUpperCase()}`

/** ` of 25.00 EUR`, where the amount is reported. */
function of(amount: Amount | undefined): string {
  if (!amount) return ""
  if ("major" in amount) return ` of ${amount.major}`
  return ` of ${toMajor(amount.minor, amount.currency)} ${amount.currency.toUpperCase()}`
}
