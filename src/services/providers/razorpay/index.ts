import { defineProvider } from "../provider"
import { normalizeRazorpay } from "./normalize"
import { razorpayOptions } from "./options"
import { parseRazorpay } from "./parse"
import { REQUIRED_PATHS } from "./required"
import { testRazorpay } from "./test-call"
import { verifyRazorpay } from "./verify"

/** Razorpay's webhooks about payments, refunds and disputes. */
export const razorpay = defineProvider({
  id: "razorpay",
  about: {
    name: "Razorpay",
    signature: "HMAC-SHA256, `X-Razorpay-Signature`",
    dedupe: "SHA-256 of the body",
    reports: [
      "payment.pending",
      "payment.authorized",
      "payment.captured",
      "payment.failed",
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
    testedAgainst: "`razorpay` (npm)",
  },
  setup: {
    events: [
      "payment.pending",
      "payment.authorized",
      "payment.captured",
      "payment.failed",
      "refund.created",
      "refund.speed_changed",
      "refund.arn_updated",
      "refund.processed",
      "refund.failed",
      "payment.dispute.created",
      "payment.dispute.action_required",
      "payment.dispute.under_review",
      "payment.dispute.won",
      "payment.dispute.lost",
      "payment.dispute.closed",
    ],
    page: "https://razorpay.com/docs/webhooks/",
  },
  options: razorpayOptions,
  secrets: ({ webhookSecrets }) => ({ webhookSecrets: webhookSecrets.length }),
  // Only fields that are read are stored, and none of them is the payer's.
  redact: [],
  keepHeaders: ["x-razorpay-event-id"],
  requires: REQUIRED_PATHS,
  verify: verifyRazorpay,
  parse: parseRazorpay,
  normalize: normalizeRazorpay,
  testCall: testRazorpay,
})
