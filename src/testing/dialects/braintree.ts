import { braintreeHmac } from "../../services/providers/braintree/signature"
import { toMajor } from "../../services/domain/money"
import type { DisputeState } from "../../services/domain/facts"
import { eventName, moneyOnly, UnspokenEventError, type Dialect, type TestDisputeEvent, type TestMoneyEvent } from "../dialect"
import { toXml } from "./braintree-xml"

/** One API key of the gateway. */
export interface BraintreeCredentials {
  readonly publicKey: string
  readonly privateKey: string
}

/** The object from which `toXml` makes the XML: `{ kind, timestamp, subject }`. */
export type BraintreeNotification = object

const LINE = /.{1,60}/g

/**
 * The body and the headers that Braintree sends with any bytes of XML: base64 in lines, with a line end after the last.
 *
 * @example
 * ```ts
 * const { headers, body } = braintreeForm(braintreeXml(notification), credentials)
 * ```
 */
export function braintreeForm(xml: Buffer, { publicKey, privateKey }: BraintreeCredentials) {
  const payload = `${xml.toString("base64").match(LINE)?.join("\n") ?? ""}\n`
  const signature = `${publicKey}|${braintreeHmac(privateKey, payload).toString("hex")}`
  return {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: Buffer.from(new URLSearchParams({ bt_payload: payload, bt_signature: signature }).toString()),
  }
}

/**
 * A notification's XML.
 *
 * @example
 * ```ts
 * const xml = braintreeXml({ kind: "transaction_settled", timestamp: new Date(), subject: { transaction: { id: "tx_1" } } })
 * ```
 */
export const braintreeXml = (notification: BraintreeNotification): Buffer => Buffer.from(toXml("notification", notification))

const DISPUTE_KINDS: Record<DisputeState, string> = {
  // An inquiry is opened like any dispute, and is a retrieval.
  warning: "dispute_opened",
  opened: "dispute_opened",
  under_review: "dispute_under_review",
  // Only a retrieval ends without a winner.
  closed: "dispute_expired",
  won: "dispute_won",
  lost: "dispute_lost",
}

const DISPUTE_STATUSES: Record<DisputeState, string> = {
  warning: "open",
  opened: "open",
  under_review: "under_review",
  closed: "expired",
  won: "won",
  lost: "lost",
}

/** Only this holds the event's id: it makes two events with the same report two events. */
const globalId = ({ id }: TestMoneyEvent): string => Buffer.from(id).toString("base64")

const money = ({ amount, currency }: TestMoneyEvent) => ({
  amount: toMajor(BigInt(amount), currency),
  "currency-iso-code": currency.toUpperCase(),
})

const sale = (event: TestMoneyEvent, status: string) => ({
  id: event.paymentId,
  "global-id": globalId(event),
  status,
  type: "sale",
  ...money(event),
  "order-id": event.sessionId ?? null,
  ...(event.reasonCode && { "processor-settlement-response-code": event.reasonCode }),
})

const dispute = (event: TestDisputeEvent) => ({
  id: event.disputeId,
  "global-id": globalId(event),
  "amount-disputed": money(event).amount,
  "currency-iso-code": money(event)["currency-iso-code"],
  kind: event.state === "warning" || event.state === "closed" ? "retrieval" : "chargeback",
  status: DISPUTE_STATUSES[event.state],
  reason: event.reasonCode ?? "general",
  "reply-by-date": (event.evidenceDueBy ?? new Date(event.occurredAt.getTime() + 7 * 86_400_000)).toISOString().slice(0, 10),
  transaction: { id: event.paymentId, amount: money(event).amount, "order-id": event.sessionId ?? null },
})

function subjectOf(event: TestMoneyEvent): { kind: string; subject: object } {
  if (event.subject === "dispute") return { kind: DISPUTE_KINDS[event.state], subject: { dispute: dispute(event) } }
  if (event.subject === "refund") {
    if (event.state === "pending") throw new UnspokenEventError("braintree", eventName(event))
    const [kind, status] = event.state === "failed" ? ["refund_failed", "processor_declined"] : ["transaction_settled", "settled"]
    const credit = { id: event.refundId, type: "credit", "refunded-transaction-id": event.paymentId }
    return { kind, subject: { transaction: { ...sale(event, status), ...credit } } }
  }
  switch (event.state) {
    case "pending":
      return {
        kind: "local_payment_completed",
        subject: { "local-payment": { "payment-id": `PAY-${event.paymentId}`, transaction: sale(event, "authorizing") } },
      }
    case "captured":
      return { kind: "transaction_settled", subject: { transaction: sale(event, "settled") } }
    case "failed":
      return { kind: "transaction_settlement_declined", subject: { transaction: sale(event, "settlement_declined") } }
    default:
      throw new UnspokenEventError("braintree", eventName(event))
  }
}

const EXAMPLE: BraintreeCredentials = { publicKey: "examplepublickey", privateKey: "example-braintree-private-key" }

/**
 * Braintree's notifications, in XML within a signed form.
 *
 * @example
 * ```ts
 * const { credentials, options } = braintreeDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = braintreeDialect.sign(event, credentials, new Date())
 * ```
 */
export const braintreeDialect: Dialect<BraintreeCredentials> = {
  provider: "braintree",
  // A local payment that expires or is reversed names no session, so nothing could be read back of it.
  speaks: [
    "payment.pending",
    "payment.captured",
    "payment.failed",
    "refund.succeeded",
    "refund.failed",
    "dispute.warning",
    "dispute.opened",
    "dispute.under_review",
    "dispute.closed",
    "dispute.won",
    "dispute.lost",
  ],
  sign(event, credentials) {
    const { kind, subject } = subjectOf(moneyOnly("braintree", event))
    const timestamp = event.occurredAt.toISOString()
    return { method: "POST", ...braintreeForm(braintreeXml({ timestamp, kind, subject }), credentials) }
  },
  example: () => ({ credentials: EXAMPLE, options: { keys: [EXAMPLE] } }),
}
