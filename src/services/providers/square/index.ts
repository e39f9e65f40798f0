import { defineProvider } from "../provider"
import { normalizeSquare } from "./normalize"
import { squareOptions } from "./options"
import { parseSquare } from "./parse"
import { REQUIRED_PATHS } from "./subject"
import { testSquare } from "./test-call"
import { verifySquare } from "./verify"

/** Square's webhook subscriptions: payments, refunds and disputes. */
export const square = defineProvider({
  id: "square",
  about: {
    name: "Square",
    signature: "HMAC-SHA256 over URL and body, `x-square-hmacsha256-signature`",
    dedupe: "`event_id`",
    reports: [
      "payment.pending",
      "payment.authorized",
      "payment.captured",
      "payment.failed",
      "payment.canceled",
      "payment.expired",
      "refund.pending",
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
    testedAgainst: "`square` (npm)",
  },
  setup: {
    events: [
      "payment.created",
      "payment.updated",
      "refund.created",
      "refund.updated",
      "dispute.created",
      "dispute.state.updated",
    ],
    page: "https://developer.squareup.com/docs/webhooks/overview",
  },
  options: squareOptions,
  secrets: ({ signatureKeys }) => ({ signatureKeys: signatureKeys.length }),
  // Nothing personal is stored: see event.ts.
  redact: [],
  keepHeaders: ["square-environment", "square-initial-delivery-timestamp", "square-retry-number", "square-retry-reason"],
  requires: REQUIRED_PATHS,
  verify: verifySquare,
  parse: parseSquare,
  normalize: normalizeSquare,
  testCall: testSquare,
})
