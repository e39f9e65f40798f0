import { minorOf } from "./compare"
import type { Fact } from "./facts"
import type { Amount } from "./money"

/** The money that an event reported, as its attention item keeps it: a person accepts this, and nothing else. */
export interface ReportedMoney {
  /** Integer minor units of the item's currency (a decimal string); null where no sum was reported that can be read. */
  readonly amount: string | null
  /** The provider's id of this one capture, refund or dispute. */
  readonly id?: string
}

/** An attention item, as far as it tells what was reported. */
export interface ItemOfMoney {
  readonly amount: string | null
  readonly detail: string
  readonly data: Readonly<Record<string, unknown>>
}

/** The sum of a fact: all that is captured or refunded by now, where the provider keeps that sum, else the sum of this report. */
export function sumOfFact(fact: Fact): Amount | undefined {
  if (fact.subject === "payment" && fact.state === "captured") return fact.capturedTotal ?? fact.amount
  if (fact.subject === "refund" && fact.providerRefundId === undefined) return fact.refundedTotal ?? fact.amount
  return fact.amount
}

export function reportedMoney(fact: Fact, currency: string): ReportedMoney {
  const sum = sumOfFact(fact)
  const minor = sum && minorOf(sum, currency)
  const id = idOfFact(fact)
  return { amount: minor?.toString() ?? null, ...(id !== undefined && { id }) }
}

/** The provider's id of this one capture (where its report gives no total), refund or dispute. */
export function idOfFact(fact: Fact): string | undefined {
  if (fact.subject === "payment") return fact.capturedTotal ? undefined : fact.providerCaptureId
  if (fact.subject === "refund") return fact.providerRefundId
  return fact.subject === "dispute" ? fact.providerDisputeId : undefined
}

/** Items of versions that did not keep the report show the order's sum where none was reported, and say so. */
const UNREPORTED = /no amount was reported|the reported amount cannot be read/

/** The money that an item's event reported. */
export function reportedBy({ data, amount, detail }: ItemOfMoney): ReportedMoney {
  if (data.reported) return data.reported as ReportedMoney
  return { amount: UNREPORTED.test(detail) ? null : amount }
}
