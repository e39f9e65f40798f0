import { readSessionId } from "../kit/session-reference"
import { child, children, requireTextOf, textOf, type XmlElement } from "./xml"

/** Elements that hold the subject, in the kinds that are read. */
const LOCAL_PAYMENTS = ["local-payment", "local-payment-funded", "local-payment-expired", "local-payment-reversed"]

/**
 * Picks the stored fields out of a notification's XML. Of kinds that are not read, it takes only their name and time.
 * `readNotification` decides which of them can be stored. Throws MalformedPayloadError where the kind is doubled.
 */
export function pick(root: XmlElement, isRead: (kind: string) => boolean): unknown {
  const kind = requireTextOf(root, "kind")
  const timestamp = textOf(root, "timestamp")
  if (!kind || !isRead(kind)) return { kind, timestamp }
  const subject = child(root, "subject")
  const local = LOCAL_PAYMENTS.map((name) => child(subject, name)).find((element) => element !== undefined)
  const disputed = child(subject, "dispute")
  const review = child(subject, "transaction-review")
  // A subscription lists its transactions, the newest first.
  const [charged] = children(child(child(subject, "subscription"), "transactions"), "transaction")
  const transaction = child(subject, "transaction") ?? child(local, "transaction") ?? charged
  return {
    kind,
    timestamp,
    transaction: transaction && pickTransaction(transaction),
    localPaymentId: textOf(local, "payment-id"),
    dispute: disputed && pickDispute(disputed),
    review: review && { transactionId: textOf(review, "transaction-id"), decision: textOf(review, "decision") },
  }
}

const pickTransaction = (element: XmlElement) => ({
  id: textOf(element, "id"),
  type: textOf(element, "type"),
  status: textOf(element, "status"),
  amount: textOf(element, "amount"),
  currency: textOf(element, "currency-iso-code"),
  orderId: textOf(element, "order-id"),
  sessionId: customSession(child(element, "custom-fields"), ["session-id", "medusa-payment-session-id"]),
  merchantAccountId: textOf(element, "merchant-account-id"),
  refundedTransactionId: textOf(element, "refunded-transaction-id") ?? textOf(element, "refunded-transaction-fk"),
  reasonCode:
    textOf(element, "processor-settlement-response-code") ??
    textOf(element, "gateway-rejection-reason") ??
    textOf(element, "processor-response-code"),
  wasSettled: children(child(element, "status-history"), "status-event").some((event) => textOf(event, "status") === "settled"),
})

/** Custom fields are named with underscores, and written with hyphens like everything in this XML. Either is accepted. */
const customSession = (fields: XmlElement | undefined, names: readonly string[]): string | undefined =>
  names
    .flatMap((name) => [name, name.replaceAll("-", "_")])
    .map((name) => readSessionId(textOf(fields, name)))
    .find((session) => session !== undefined)

const pickDispute = (element: XmlElement) => ({
  id: textOf(element, "id"),
  kind: textOf(element, "kind"),
  status: textOf(element, "status"),
  reason: textOf(element, "reason"),
  amount: textOf(element, "amount-disputed") ?? textOf(element, "amount"),
  amountWon: textOf(element, "amount-won"),
  currency: textOf(element, "currency-iso-code"),
  openedOn: textOf(element, "date-opened") ?? textOf(element, "received-date"),
  replyByDate: textOf(element, "reply-by-date"),
  merchantAccountId: textOf(element, "merchant-account-id"),
  transactionId: textOf(child(element, "transaction"), "id"),
  orderId: textOf(child(element, "transaction"), "order-id"),
})
