import type { Fact, PaymentFact, RefundFact } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import { readReference } from "../kit/session-reference"
import type { Unclear } from "../provider"
import { braintreeAmount } from "./amount"
import { STATUSES } from "./kinds"
import type { Transaction } from "./notification"
import { contradictions, type NotificationContext } from "./notification-context"

/** A fact, money of which no fact can be made, or a sentence that explains why there is neither. */
type Read = Fact | { readonly unclear: Unclear } | string

/** Reads a notification's payment or refund: Braintree calls both a transaction, and settles both. */
export function readPayment(says: PaymentState | "status", context: NotificationContext): Read {
  const { transaction, localPaymentId, kind } = context.notification
  if (!transaction) return paymentFact(says === "status" ? "pending" : says, localPaymentId, undefined, context)
  const state = says === "status" ? stateBy(transaction) : says
  if (!state)
    return unclear(`the transaction ${transaction.id} has the status "${transaction.status ?? ""}", which is not known`, context)
  if (kind === "transaction_disbursed" && state !== "captured") {
    return unclear(`the transaction ${transaction.id} is paid out, and says that it is ${transaction.status ?? ""}`, context)
  }
  if (isRefund(transaction)) return refundBy(state, transaction, context)
  // A bank may take settled money back, weeks later. The order may be on its way, so a person reviews it.
  const takenBack = state === "failed" && transaction.wasSettled
  return paymentFact(takenBack ? "canceled" : state, transaction.id, transaction, context)
}

/** Reads a notification's refund. */
export function readRefund(state: RefundFact["state"], context: NotificationContext): Fact | string {
  const { transaction } = context.notification
  return transaction ? refundFact(state, transaction, context) : "the refund is missing"
}

/** Decisions in the words of Braintree's Control Panel and documents, in any case. */
const DECISIONS: ReadonlyMap<string, PaymentFact["reviewDecision"]> = new Map([
  ...["approve", "approved", "accept", "accepted"].map((word) => [word, "accepted"] as const),
  ...["reject", "rejected", "decline", "declined"].map((word) => [word, "rejected"] as const),
])

/** Reads a reviewer's decision. It says nothing of the payment's state: the least of all states changes none. */
export function readReview({ notification: { review }, occurredAt }: NotificationContext): Read {
  if (!review) return "the review is missing"
  const { transactionId: providerPaymentId, decision = "" } = review
  const reviewDecision = DECISIONS.get(decision.toLowerCase())
  if (!reviewDecision) {
    return {
      unclear: {
        detail: `a reviewer's decision on ${providerPaymentId} is "${decision}", which is not known`,
        providerPaymentId,
      },
    }
  }
  return { subject: "payment", state: "pending", providerPaymentId, reviewDecision, ...(occurredAt && { occurredAt }) }
}

/** A notification about money of a kind that is not known. */
export const readUnknown = (context: NotificationContext): Read =>
  unclear(`the notification kind "${context.notification.kind}" is not known, and is about money`, context)

function unclear(detail: string, context: NotificationContext): Read {
  const { transaction, localPaymentId, dispute } = context.notification
  const amount = braintreeAmount(transaction?.amount ?? dispute?.amount, transaction?.currency ?? dispute?.currency)
  const providerPaymentId = transaction ? paymentIdOf(transaction) : (dispute?.transactionId ?? localPaymentId)
  return {
    unclear: {
      detail,
      ...readReference(transaction?.orderId ?? dispute?.orderId),
      ...(transaction?.sessionId && { sessionId: transaction.sessionId }),
      ...(providerPaymentId && { providerPaymentId }),
      ...(amount && { amount }),
    },
  }
}

/** A refund is of another transaction; one of none has no payment. */
const paymentIdOf = (transaction: Transaction): string | undefined =>
  isRefund(transaction) ? transaction.refundedTransactionId : transaction.id

const stateBy = ({ status }: Transaction): PaymentState | undefined => STATUSES.get(status ?? "")

const isRefund = ({ type, refundedTransactionId }: Transaction): boolean =>
  type === "credit" || refundedTransactionId !== undefined

function refundBy(state: PaymentState, transaction: Transaction, context: NotificationContext): Read {
  if (!transaction.refundedTransactionId) {
    return unclear(`the credit ${transaction.id} is ${transaction.status ?? state}, and belongs to no payment`, context)
  }
  if (state === "captured") return refundFact("succeeded", transaction, context)
  return state === "failed" ? refundFact("failed", transaction, context) : "the refund is not settled yet"
}

function paymentFact(
  state: PaymentState,
  id: string | undefined,
  transaction: Transaction | undefined,
  context: NotificationContext,
): PaymentFact {
  const reasonCode = state === "failed" || state === "canceled" ? transaction?.reasonCode : undefined
  return {
    subject: "payment",
    state,
    ...(id && { providerPaymentId: id }),
    ...common(transaction, context),
    ...(reasonCode && { reasonCode }),
  }
}

const refundFact = (state: RefundFact["state"], transaction: Transaction, context: NotificationContext): RefundFact => ({
  subject: "refund",
  state,
  providerRefundId: transaction.id,
  ...(transaction.refundedTransactionId && { providerPaymentId: transaction.refundedTransactionId }),
  ...common(transaction, context),
  ...(state === "failed" && transaction.reasonCode && { reasonCode: transaction.reasonCode }),
})

function common(transaction: Transaction | undefined, context: NotificationContext): Omit<PaymentFact, "subject" | "state"> {
  const { occurredAt } = context
  const amount = braintreeAmount(transaction?.amount, transaction?.currency)
  return {
    ...readReference(transaction?.orderId),
    ...(transaction?.sessionId && { sessionId: transaction.sessionId }),
    ...(amount && { amount }),
    ...contradictions(context, transaction?.merchantAccountId),
    ...(occurredAt && { occurredAt }),
  }
}
