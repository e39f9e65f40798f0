import type { Fact, PaymentFact, RefundFact } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import { readReference } from "../kit/session-reference"
import { braintreeAmount } from "./amount"
import { STATUSES } from "./kinds"
import type { Transaction } from "./notification"
import { contradictions, type Told } from "./told"

/** Reads what a notification says of a payment, or of a refund: Braintree calls both a transaction, and settles both. */
export function readPayment(says: PaymentState | "status", told: Told): Fact | string {
  const { transaction, localPaymentId } = told.notification
  if (!transaction) return paymentFact(says === "status" ? "pending" : says, localPaymentId, undefined, told)
  const state = says === "status" ? stateBy(transaction) : says
  if (!state) return `transaction status "${transaction.status ?? ""}" is not known`
  if (told.notification.kind === "transaction_disbursed" && state !== "captured") {
    return "the payout's transaction does not say that it is settled"
  }
  if (isRefund(transaction)) return refundBy(state, transaction, told)
  // A bank may take back what has been settled, weeks later. The order may be on its way: a person decides.
  const takenBack = state === "failed" && transaction.wasSettled
  return paymentFact(takenBack ? "canceled" : state, transaction.id, transaction, told)
}

/** Reads what a notification says of a refund. */
export function readRefund(state: RefundFact["state"], told: Told): Fact | string {
  const { transaction } = told.notification
  return transaction ? refundFact(state, transaction, told) : "the refund is missing"
}

const stateBy = ({ status }: Transaction): PaymentState | undefined => STATUSES.get(status ?? "")

const isRefund = ({ type, refundedTransactionId }: Transaction): boolean =>
  type === "credit" || refundedTransactionId !== undefined

function refundBy(state: PaymentState, transaction: Transaction, told: Told): RefundFact | string {
  if (!transaction.refundedTransactionId) return "the credit belongs to no payment"
  if (state === "captured") return refundFact("succeeded", transaction, told)
  return state === "failed" ? refundFact("failed", transaction, told) : "the refund is not settled yet"
}

function paymentFact(state: PaymentState, id: string | undefined, transaction: Transaction | undefined, told: Told): PaymentFact {
  const reasonCode = state === "failed" || state === "canceled" ? transaction?.reasonCode : undefined
  return {
    subject: "payment",
    state,
    ...(id && { providerPaymentId: id }),
    ...common(transaction, told),
    ...(reasonCode && { reasonCode }),
  }
}

const refundFact = (state: RefundFact["state"], transaction: Transaction, told: Told): RefundFact => ({
  subject: "refund",
  state,
  providerRefundId: transaction.id,
  ...(transaction.refundedTransactionId && { providerPaymentId: transaction.refundedTransactionId }),
  ...common(transaction, told),
  ...(state === "failed" && transaction.reasonCode && { reasonCode: transaction.reasonCode }),
})

function common(transaction: Transaction | undefined, told: Told) {
  const { occurredAt } = told
  const amount = braintreeAmount(transaction?.amount, transaction?.currency)
  return {
    ...readReference(transaction?.orderId),
    ...(transaction?.sessionId && { sessionId: transaction.sessionId }),
    ...(amount && { amount }),
    ...contradictions(told, transaction?.merchantAccountId),
    ...(occurredAt && { occurredAt }),
  }
}
