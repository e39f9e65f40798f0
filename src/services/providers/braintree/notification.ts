import { z } from "@medusajs/framework/zod"
import { storableText } from "../kit/storable-text"
import { child, children, textOf, type XmlElement } from "./xml"

const optionalText = storableText.optional()

const transaction = z.object({
  id: storableText,
  /** `sale`, or `credit` for a refund. */
  type: optionalText,
  status: optionalText,
  amount: optionalText,
  currency: optionalText,
  orderId: optionalText,
  /** From a custom field: `session_id`, or `medusa_payment_session_id` as a Braintree plugin for Medusa calls it. */
  sessionId: optionalText,
  merchantAccountId: optionalText,
  refundedTransactionId: optionalText,
  /** The reason why processor or gateway refused it. */
  reasonCode: optionalText,
  /** True if it had been settled at some time. */
  wasSettled: z.boolean(),
})

const dispute = z.object({
  id: storableText,
  /** `chargeback`, `pre_arbitration`, `retrieval`. */
  kind: optionalText,
  status: optionalText,
  reason: optionalText,
  amount: optionalText,
  currency: optionalText,
  replyByDate: optionalText,
  merchantAccountId: optionalText,
  transactionId: optionalText,
  orderId: optionalText,
})

/** The stored fields of a notification: those that are read, and none of the payer. The raw bytes hold the rest until they are pruned. */
export const notification = z.object({
  kind: storableText,
  /** Time of the event, ISO 8601. */
  timestamp: optionalText,
  transaction: transaction.optional(),
  /** Of a local payment method: PayPal's id of the payment, before there is a transaction. */
  localPaymentId: optionalText,
  dispute: dispute.optional(),
})

export type Notification = z.output<typeof notification>
export type Transaction = z.output<typeof transaction>
export type Dispute = z.output<typeof dispute>

/** Elements that hold the subject, in the kinds that are read. */
const LOCAL_PAYMENTS = ["local-payment", "local-payment-funded", "local-payment-expired", "local-payment-reversed"]

/**
 * Picks the stored fields out of a notification's XML. Of kinds that are not read, it takes only their name and time. The schema
 * `notification` decides whether the result can be stored.
 */
export function pick(root: XmlElement, isRead: (kind: string) => boolean): unknown {
  const kind = textOf(root, "kind")
  const timestamp = textOf(root, "timestamp")
  if (!kind || !isRead(kind)) return { kind, timestamp }
  const subject = child(root, "subject")
  const local = LOCAL_PAYMENTS.map((name) => child(subject, name)).find((element) => element !== undefined)
  const disputed = child(subject, "dispute")
  const transactionElement = child(subject, "transaction") ?? child(local, "transaction")
  return {
    kind,
    timestamp,
    transaction: transactionElement && pickTransaction(transactionElement),
    localPaymentId: textOf(local, "payment-id"),
    dispute: disputed && pickDispute(disputed),
  }
}

const pickTransaction = (element: XmlElement) => ({
  id: textOf(element, "id"),
  type: textOf(element, "type"),
  status: textOf(element, "status"),
  amount: textOf(element, "amount"),
  currency: textOf(element, "currency-iso-code"),
  orderId: textOf(element, "order-id"),
  sessionId: customField(child(element, "custom-fields"), ["session-id", "medusa-payment-session-id"]),
  merchantAccountId: textOf(element, "merchant-account-id"),
  refundedTransactionId: textOf(element, "refunded-transaction-id"),
  reasonCode:
    textOf(element, "processor-settlement-response-code") ??
    textOf(element, "gateway-rejection-reason") ??
    textOf(element, "processor-response-code"),
  wasSettled: children(child(element, "status-history"), "status-event").some((event) => textOf(event, "status") === "settled"),
})

/** Custom fields are named with underscores, and written with hyphens like everything in this XML. Either is accepted. */
const customField = (fields: XmlElement | undefined, names: readonly string[]): string | undefined =>
  names
    .flatMap((name) => [name, name.replaceAll("-", "_")])
    .map((name) => textOf(fields, name))
    .find((text) => text !== undefined)

const pickDispute = (element: XmlElement) => ({
  id: textOf(element, "id"),
  kind: textOf(element, "kind"),
  status: textOf(element, "status"),
  reason: textOf(element, "reason"),
  amount: textOf(element, "amount-disputed") ?? textOf(element, "amount"),
  currency: textOf(element, "currency-iso-code"),
  replyByDate: textOf(element, "reply-by-date"),
  merchantAccountId: textOf(element, "merchant-account-id"),
  transactionId: textOf(child(element, "transaction"), "id"),
  orderId: textOf(child(element, "transaction"), "order-id"),
})
