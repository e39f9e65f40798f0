import { readBoolean, readObject, readText } from "../kit/fields"
import { readSessionId } from "../kit/session-reference"

export interface Transaction {
  readonly id: string
  /** `sale`, or `credit` for a refund. */
  readonly type: string | undefined
  readonly status: string | undefined
  readonly amount: string | undefined
  readonly currency: string | undefined
  readonly orderId: string | undefined
  /** From a custom field: `session_id`, or `medusa_payment_session_id` as a Braintree plugin for Medusa calls it. */
  readonly sessionId: string | undefined
  readonly merchantAccountId: string | undefined
  readonly refundedTransactionId: string | undefined
  /** The reason why processor or gateway refused it. */
  readonly reasonCode: string | undefined
  /** True if it had been settled at some time. */
  readonly wasSettled: boolean
}

export interface Dispute {
  readonly id: string
  /** `chargeback`, `pre_arbitration`, `retrieval`. */
  readonly kind: string | undefined
  readonly status: string | undefined
  readonly reason: string | undefined
  readonly amount: string | undefined
  /** The part of the amount that a decision gave back to the merchant. */
  readonly amountWon: string | undefined
  readonly currency: string | undefined
  readonly openedOn: string | undefined
  readonly replyByDate: string | undefined
  readonly merchantAccountId: string | undefined
  readonly transactionId: string | undefined
  readonly orderId: string | undefined
}

/** A decision in the Fraud Protection Dashboard. */
export interface Review {
  readonly transactionId: string
  readonly decision: string | undefined
}

/** The stored fields of a notification: those that are read, and none of the payer. The raw bytes hold the rest until they are pruned. */
export interface Notification {
  readonly kind: string
  /** Time of the event, ISO 8601. */
  readonly timestamp?: string | undefined
  readonly transaction?: Transaction | undefined
  /** Of a local payment method: PayPal's id of the payment, before there is a transaction. */
  readonly localPaymentId?: string | undefined
  readonly dispute?: Dispute | undefined
  readonly review?: Review | undefined
}

/** Reads picked or stored fields. An unreadable one is read as absent, and so is a subject without its id. Undefined without a kind. */
export function readNotification(value: unknown): Notification | undefined {
  const fields = readObject(value)
  const kind = readText(fields?.kind)
  if (!fields || kind === undefined) return undefined
  return {
    kind,
    timestamp: readText(fields.timestamp),
    transaction: readTransaction(fields.transaction),
    localPaymentId: readText(fields.localPaymentId),
    dispute: readDispute(fields.dispute),
    review: readReview(fields.review),
  }
}

function readTransaction(value: unknown): Transaction | undefined {
  const fields = readObject(value)
  const id = readText(fields?.id)
  if (!fields || id === undefined) return undefined
  return {
    id,
    type: readText(fields.type),
    status: readText(fields.status),
    amount: readText(fields.amount),
    currency: readText(fields.currency),
    orderId: readText(fields.orderId),
    sessionId: readSessionId(fields.sessionId),
    merchantAccountId: readText(fields.merchantAccountId),
    refundedTransactionId: readText(fields.refundedTransactionId),
    reasonCode: readText(fields.reasonCode),
    wasSettled: readBoolean(fields.wasSettled) ?? false,
  }
}

function readDispute(value: unknown): Dispute | undefined {
  const fields = readObject(value)
  const id = readText(fields?.id)
  if (!fields || id === undefined) return undefined
  return {
    id,
    kind: readText(fields.kind),
    status: readText(fields.status),
    reason: readText(fields.reason),
    amount: readText(fields.amount),
    amountWon: readText(fields.amountWon),
    currency: readText(fields.currency),
    openedOn: readText(fields.openedOn),
    replyByDate: readText(fields.replyByDate),
    merchantAccountId: readText(fields.merchantAccountId),
    transactionId: readText(fields.transactionId),
    orderId: readText(fields.orderId),
  }
}

function readReview(value: unknown): Review | undefined {
  const fields = readObject(value)
  const transactionId = readText(fields?.transactionId)
  return transactionId === undefined ? undefined : { transactionId, decision: readText(fields?.decision) }
}
