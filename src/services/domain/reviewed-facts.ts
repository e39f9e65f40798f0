import { accountDifferences, minorOf, type AccountScope } from "./compare"
import { factName, type Fact, type PaymentFact } from "./facts"
import { idOfFact, reportedBy, sumOfFact, type ItemOfMoney } from "./reported-money"

/** An attention item that an event about a payment brought up. */
export interface ReviewedCase extends ItemOfMoney {
  readonly state: "open" | "deciding" | "resolved"
  readonly resolution: string | null
  readonly provider_payment_id: string | null
  readonly currency_code: string | null
  /** The present state of the event; null where it is gone. */
  readonly event_state: string | null
}

/** `in_review`: an open item shows the fact to a person. `decided`: a person decided not to apply it. */
export type Review = "in_review" | "decided"

interface Payment {
  /** The captured sum of our record, in integer minor units; 0 without a record. */
  readonly captured: bigint
  /** The captured sum of Medusa's rows, which core may have written by itself; in integer minor units. */
  readonly capturedInMedusa: bigint
  readonly scope: Pick<AccountScope, "mode">
}

/**
 * Whether a provider's fact is under a person's decision or decided, so that hearing it once more is no news. Another sum, another
 * state, another payment or a difference that no item names is news. To raise a decided case again is the smaller fault: a fact is
 * only passed over if an item covers all that it reports.
 */
export function reviewOf(fact: Fact, cases: readonly ReviewedCase[], payment: Payment): Review | undefined {
  const covering = casesOf(fact, cases).filter((one) => covers(one, fact, payment.scope))
  const review = reviewOfSum(
    covering.filter((one) => reviewOfCase(one)),
    fact,
    payment,
  )
  if (review || payment.captured > 0n || fact.subject === "payment") return review
  // Money that was never recorded here. What became of it waits for the decision about it.
  const captured = reviewOfCaptures(fact, cases)
  if (captured === "in_review") return captured
  // Its refund ends a decided case, unless Medusa has the capture all the same: there, the refund is missing.
  return fact.subject === "refund" && payment.capturedInMedusa === 0n ? captured : undefined
}

/** The review of the captured money that a fact is about; undefined where no person was asked, or where it was applied. */
export const reviewOfCaptures = (fact: Pick<Fact, "providerPaymentId">, cases: readonly ReviewedCase[]): Review | undefined =>
  gravest(capturesIn(fact, cases))

/** The cases about captured money of a fact's payment. */
export const capturesIn = <Case extends ReviewedCase>(fact: Pick<Fact, "providerPaymentId">, cases: readonly Case[]): Case[] =>
  casesOf(fact, cases).filter(({ data }) => data.fact === "payment.captured")

const casesOf = <Case extends ReviewedCase>(
  { providerPaymentId }: Pick<Fact, "providerPaymentId">,
  cases: readonly Case[],
): Case[] => cases.filter(({ provider_payment_id: id }) => !id || !providerPaymentId || id === providerPaymentId)

/** The review of a case. Undefined where its event was applied, or was given up and may still be applied by another way. */
function reviewOfCase({ state, resolution, event_state: event }: ReviewedCase): Review | undefined {
  if (event === "processed") return undefined
  if (state !== "resolved") return event === "dead" ? undefined : "in_review"
  if (resolution === "dismissed" || resolution === "refunded") return "decided"
  // A person ignored the event itself, which closed its item.
  return resolution === "superseded" && event === "ignored" ? "decided" : undefined
}

function gravest(cases: readonly ReviewedCase[]): Review | undefined {
  const reviews = cases.map(reviewOfCase)
  return reviews.includes("in_review") ? "in_review" : reviews.find((review) => review !== undefined)
}

/** A payment that is captured was authorized before. */
const names = (fact: Fact): readonly string[] =>
  fact.subject === "payment" && fact.state === "authorized" ? ["payment.authorized", "payment.captured"] : [factName(fact)]

function covers({ data }: ReviewedCase, fact: Fact, scope: Payment["scope"]): boolean {
  const known = (data.differences ?? []) as readonly string[]
  return (
    names(fact).includes(String(data.fact)) && accountDifferences(fact, scope).every((difference) => known.includes(difference))
  )
}

function reviewOfSum(cases: readonly ReviewedCase[], fact: Fact, { captured }: Payment): Review | undefined {
  const sum = sumOfFact(fact)
  // A report without a sum says nothing that the case does not say.
  if (!sum) return gravest(cases.filter((one) => isSameOne(one, fact)))
  const isSum = (one: ReviewedCase, amount: bigint | undefined): boolean => amount !== undefined && amountOf(fact, one) === amount
  const same = cases.filter((one) => isSameOne(one, fact) && isSum(one, minorIn(one)))
  if (same.length || !isCapture(fact)) return gravest(same)
  // Parts that wait one by one may be right as a whole, which is applied then.
  const decided = cases.filter((one) => reviewOfCase(one) === "decided")
  const total = totalOf(decided, captured)
  return gravest(decided.filter((one) => isSum(one, total)))
}

const isCapture = (fact: Fact): fact is PaymentFact => fact.subject === "payment" && fact.state === "captured"

/** Two refunds or disputes of one payment, or two named parts, may have the same sum. */
function isSameOne(one: ReviewedCase, fact: Fact): boolean {
  const [known, reported] = [reportedBy(one).id, idOfFact(fact)]
  return known === reported || (fact.subject === "payment" && (known === undefined || reported === undefined))
}

const minorIn = (one: ReviewedCase): bigint | undefined => {
  const { amount } = reportedBy(one)
  return amount === null ? undefined : BigInt(amount)
}

/** The fact's sum in a case's currency; undefined where it is in another one. */
function amountOf(fact: Fact, { currency_code }: ReviewedCase): bigint | undefined {
  const sum = sumOfFact(fact)
  const currency = currency_code ?? ""
  if (!sum || ("currency" in sum && sum.currency.toLowerCase() !== currency.toLowerCase())) return undefined
  return minorOf(sum, currency)
}

/** All that was captured: what our record has, and each part that was decided. */
function totalOf(cases: readonly ReviewedCase[], captured: bigint): bigint | undefined {
  const parts = new Map(cases.flatMap((one) => ofPart(one)))
  return parts.size ? [...parts.values()].reduce((sum, part) => sum + part, captured) : undefined
}

function ofPart(one: ReviewedCase): [string, bigint][] {
  const [{ id }, amount] = [reportedBy(one), minorIn(one)]
  return id !== undefined && amount !== undefined ? [[id, amount]] : []
}
