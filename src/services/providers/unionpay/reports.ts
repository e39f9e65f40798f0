import type { RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import type { Outcome } from "./outcome"

type States<State> = Readonly<Partial<Record<Outcome, State>>>

interface PaymentReport {
  readonly subject: "payment"
  /** Whether the transaction is the payment itself, or an operation on the one that `origQryId` names. */
  readonly is: "payment" | "operation"
  /** Its success brings money, or the promise of it: worth asking UnionPay again. */
  readonly credits: boolean
  /** Its success gives captured money back. */
  readonly returns?: true
  /** The states that are known by the outcome. An outcome without one is put before a person. */
  readonly states: States<PaymentState>
}

interface RefundReport {
  readonly subject: "refund"
  readonly is: "operation"
  readonly credits: false
  readonly returns?: undefined
  readonly states: States<RefundState>
}

export type Report = PaymentReport | RefundReport

const payment = (state: PaymentState): PaymentReport => ({
  subject: "payment",
  is: "payment",
  credits: true,
  states: { succeeded: state, open: "pending", failed: "failed" },
})

/**
 * An operation that did not succeed leaves the payment as it was: it has not failed because its void was refused. Whoever asked for
 * the operation believes otherwise, so that a person is asked to look.
 */
const operation = (state: PaymentState, more: Partial<PaymentReport> = {}): PaymentReport => ({
  subject: "payment",
  is: "operation",
  credits: false,
  states: { succeeded: state },
  ...more,
})

const refund: RefundReport = {
  subject: "refund",
  is: "operation",
  credits: false,
  states: { succeeded: "succeeded", open: "pending", failed: "failed" },
}

/** The transaction types that are read, by `txnType`. A Go library swaps 04 and 31; UnionPay's own samples do not. */
export const REPORTS: ReadonlyMap<string, Report> = new Map<string, Report>([
  ["01", payment("captured")],
  ["02", payment("authorized")],
  ["03", operation("captured", { credits: true })],
  ["04", refund],
  ["31", operation("canceled", { returns: true })],
  ["32", operation("canceled")],
  ["33", operation("canceled", { returns: true })],
])

/** Names of transaction types, for a person. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["01", "payment"],
  ["02", "pre-authorization"],
  ["03", "completion of a pre-authorization"],
  ["04", "refund"],
  ["05", "load of a card"],
  ["11", "collection from a payer's account"],
  ["12", "payout from the merchant's account"],
  ["13", "payment of a bill"],
  ["14", "transfer"],
  ["21", "batch of transactions"],
  ["31", "void of a payment"],
  ["32", "void of a pre-authorization"],
  ["33", "void of a completion"],
])

export const nameOf = (txnType: string): string => NAMES.get(txnType) ?? "transaction of a type that is not known"

/**
 * Types that move no money: queries (00, 22, 71, 73, 75, 78), files (76), bindings of cards (72, 74, 79), text messages (77), scripts
 * of cards (94), keys (95).
 */
export const HARMLESS: ReadonlySet<string> = new Set([
  ...["00", "22", "71", "72", "73", "74", "75", "76", "77", "78", "79", "94", "95"],
])
