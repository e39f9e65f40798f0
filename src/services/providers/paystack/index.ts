import { defineProvider } from "../provider"
import { normalizePaystack } from "./normalize"
import { paystackOptions } from "./options"
import { parsePaystack } from "./parse"
import { testPaystack } from "./test-call"
import { verifyPaystack } from "./verify"

/** Paystack's webhooks: successful charges, preauthorizations, refunds and disputes. */
export const paystack = defineProvider({
  id: "paystack",
  about: {
    name: "Paystack",
    signature: "HMAC-SHA512, `x-paystack-signature`",
    dedupe: "SHA-256 of the body",
    reports: [
      "payment.authorized",
      "payment.captured",
      "payment.canceled",
      "refund.pending",
      "refund.succeeded",
      "refund.failed",
      "dispute.opened",
      "dispute.under_review",
      "dispute.won",
      "dispute.lost",
    ],
    acknowledgement: "200, empty",
    testedAgainst: "vectors computed by `openssl`",
  },
  setup: { events: [], page: "https://paystack.com/docs/payments/webhooks/" },
  options: paystackOptions,
  secrets: ({ secretKeys }) => ({ secretKeys: secretKeys.length }),
  // Nothing personal is stored: see event.ts.
  redact: [],
  requires: [
    "event",
    "data.reference",
    "data.status",
    "data.transaction_reference",
    "data.id",
    "data.resolution",
    "data.transaction.reference",
  ],
  verify: verifyPaystack,
  parse: parsePaystack,
  normalize: normalizePaystack,
  testCall: testPaystack,
})
