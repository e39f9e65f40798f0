import type { Fact, PaymentFact, RefundFact } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import { readReference } from "../kit/session-reference"
import { braintreeAmount } from "./amount"
import { STATUSES } from "./kinds"
import type { Transaction } from "./notification"
import { contradictions, type NotificationContext } from "./notification-context"

/** Reads a notification's payment or refund: Braintree calls both a transaction, and settles both. */
export function readPayment(says: PaymentState | "status", context: NotificationContext): Fact | string {
  const { transaction, localPaymentId } = context.notification
  if (!transaction) return paymentFact(says === "status" ? "pending" : says, localPaymentId, undefined, context)
  const state = says === "status" ? stateBy(transaction) : says
  if (!state) return `transaction status "${transaction.status ?? ""}" is not known`
  if (context.notification.kind === "transaction_disbursed" && state !== "captured") {
    return "the payout's transaction does not say that it is settled"
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

const stateBy = ({ status }: Transaction): PaymentState | undefined => STATUSES.get(status ?? "")

const isRefund = ({ type, refundedTransactionId }: Transaction): boolean =>
  type === "credit" || refundedTransactionId !== undefined

function refundBy(state: PaymentState, transaction: Transaction, context: NotificationContext): RefundFact | string {
  if (!transaction.refundedTransactionId) return "the credit belongs to no payment"
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

function common(transaction: Transaction | undefined, context: NotificationContext) {
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
