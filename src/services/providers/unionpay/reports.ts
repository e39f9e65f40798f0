import type { RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import type { Outcome } from "./outcome"

/** An outcome that says nothing about the payment, with the reason. */
interface Ignored {
  readonly ignored: string
}

interface PaymentReport {
  readonly subject: "payment"
  /** Whether the transaction is the payment itself, or an operation on the one that `origQryId` names. */
  readonly is: "payment" | "operation"
  /** Its success brings money, or the promise of it: worth asking UnionPay again. */
  readonly credits: boolean
  readonly outcomes: Readonly<Record<Outcome, PaymentState | Ignored>>
}

interface RefundReport {
  readonly subject: "refund"
  readonly is: "operation"
  readonly credits: false
  readonly outcomes: Readonly<Record<Outcome, RefundState>>
}

const payment = (state: PaymentState): PaymentReport => ({
  subject: "payment",
  is: "payment",
  credits: true,
  outcomes: { succeeded: state, unknown: "pending", failed: "failed" },
})

/** An operation that did not succeed leaves the payment as it was: it has not failed because its void was refused. */
const operation = (name: string, state: PaymentState, credits: boolean): PaymentReport => ({
  subject: "payment",
  is: "operation",
  credits,
  outcomes: {
    succeeded: state,
    unknown: { ignored: `the ${name} is not finished` },
    failed: { ignored: `the ${name} was refused; the payment stays as it was` },
  },
})

const refund: RefundReport = {
  subject: "refund",
  is: "operation",
  credits: false,
  outcomes: { succeeded: "succeeded", unknown: "pending", failed: "failed" },
}

/** The transaction types that are read, by `txnType`. A Go library swaps 04 and 31; UnionPay's own samples do not. */
export const REPORTS: ReadonlyMap<string, PaymentReport | RefundReport> = new Map<string, PaymentReport | RefundReport>([
  ["01", payment("captured")],
  ["02", payment("authorized")],
  ["03", operation("completion", "captured", true)],
  ["04", refund],
  ["31", operation("void", "canceled", false)],
  ["32", operation("void of the pre-authorization", "canceled", false)],
  ["33", operation("void of the completion", "canceled", false)],
])
