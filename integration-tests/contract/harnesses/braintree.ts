import { braintreeForm, braintreeXml } from "../../../src/testing/dialects"
import type { Harness } from "./harness"

const PUBLIC_KEYS = new Map([
  ["current-private-key", "currentpublickey"],
  ["previous-private-key", "previouspublickey"],
  // A forger knows the public key: every genuine delivery shows it.
  ["stranger-private-key", "currentpublickey"],
])

const keyOf = (privateKey: string) => ({ publicKey: PUBLIC_KEYS.get(privateKey) ?? "", privateKey })

function objectIn(content: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(content.toString())
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The fields that a transaction or a dispute tells beside those that are required. */
const told = (place: string, amount: string, ...order: readonly string[]) => ({
  [`${place}.${amount}`]: ["amount"],
  [`${place}.currency-iso-code`]: ["amount"],
  [`${place}.merchant-account-id`]: ["contradictions"],
  [[place, ...order, "order-id"].join(".")]: ["sessionId", "merchantReference"],
})

export const braintree: Harness = {
  provider: "braintree",
  secrets: { current: "current-private-key", previous: "previous-private-key", stranger: "stranger-private-key" },
  options: (secrets) => ({ keys: secrets.map(keyOf), merchantAccountIds: ["fixture_shop"] }),
  builds: true,
  deliver(content, secret) {
    const notification = objectIn(content)
    const headers = { "content-type": "application/x-www-form-urlencoded" }
    return notification ? braintreeForm(braintreeXml(notification), keyOf(secret)) : { headers, body: content }
  },
  // Only the payload is signed, with or without the newline that ends it, and however the form escapes it.
  signedPart: (body) => new URLSearchParams(body.toString()).get("bt_payload")?.replace(/\n$/, ""),
  signatureHeaders: [],
  tells: {
    timestamp: ["occurredAt"],
    ...told("subject.transaction", "amount"),
    ...told("subject.local-payment.transaction", "amount"),
    ...told("subject.local-payment-funded.transaction", "amount"),
    "subject.subscription.transactions.*.transaction.amount": ["amount"],
    "subject.subscription.transactions.*.transaction.currency-iso-code": ["amount"],
    "subject.subscription.transactions.*.transaction.order-id": ["sessionId", "merchantReference"],
    "subject.transaction.custom-fields": ["sessionId"],
    "subject.transaction.processor-settlement-response-code": ["reasonCode"],
    "subject.transaction.processor-response-code": ["reasonCode"],
    // A settlement that is taken back is a cancellation, and no failure.
    "subject.transaction.status-history.*.status-event.status": ["state"],
    ...told("subject.dispute", "amount-disputed", "transaction"),
    "subject.dispute.amount-disputed": ["amount", "lostAmount"],
    "subject.dispute.currency-iso-code": ["amount", "lostAmount"],
    "subject.dispute.amount-won": ["lostAmount"],
    "subject.dispute.reason": ["reasonCode"],
    "subject.dispute.reply-by-date": ["evidenceDueBy"],
    "subject.dispute.date-opened": ["openedAt"],
    "subject.dispute.received-date": ["openedAt"],
  },
}
