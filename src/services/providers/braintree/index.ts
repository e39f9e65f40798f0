import { defineProvider } from "../provider"
import { handshakeBraintree } from "./handshake"
import { normalizeBraintree } from "./normalize"
import { braintreeOptions } from "./options"
import { parseBraintree } from "./parse"
import { BRAINTREE_REQUIRES } from "./requires"
import { verifyBraintree } from "./verify"
import { XML_PACKAGE } from "./xml"

/** Braintree's webhooks, which report settlements, local payment methods, refunds and disputes, but never the charge of a card. */
export const braintree = defineProvider({
  id: "braintree",
  about: {
    name: "Braintree",
    signature: "HMAC-SHA1 under SHA-1 of the private key, `bt_signature` in the form",
    dedupe: "SHA-256 of the decoded payload",
    reports: [
      "payment.pending",
      "payment.captured",
      "payment.failed",
      "payment.canceled",
      "payment.expired",
      "refund.succeeded",
      "refund.failed",
      "dispute.warning",
      "dispute.opened",
      "dispute.under_review",
      "dispute.closed",
      "dispute.won",
      "dispute.lost",
    ],
    acknowledgement: "200, empty",
    testedAgainst: "`braintree` (npm)",
  },
  setup: {
    events: [
      "transaction_settled",
      "transaction_settlement_declined",
      "transaction_disbursed",
      "transaction_reviewed",
      "refund_failed",
      "local_payment_completed",
      "local_payment_funded",
      "local_payment_expired",
      "local_payment_reversed",
      "dispute_opened",
      "dispute_disputed",
      "dispute_under_review",
      "dispute_won",
      "dispute_lost",
      "dispute_accepted",
      "dispute_auto_accepted",
      "dispute_expired",
      "subscription_charged_successfully",
      "subscription_charged_unsuccessfully",
    ],
    page: "https://developer.paypal.com/braintree/docs/guides/webhooks/overview",
  },
  options: braintreeOptions,
  secrets: ({ keys }) => ({ keys: keys.length }),
  packages: [XML_PACKAGE],
  // No data of the payer is stored beside the raw bytes.
  redact: [],
  requires: BRAINTREE_REQUIRES,
  verify: verifyBraintree,
  parse: parseBraintree,
  normalize: normalizeBraintree,
  handshake: handshakeBraintree,
})
