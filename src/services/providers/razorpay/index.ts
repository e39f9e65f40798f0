import { defineProvider } from "../provider"
import { normalizeRazorpay } from "./normalize"
import { razorpayOptions } from "./options"
import { parseRazorpay } from "./parse"
import { REQUIRED_PATHS } from "./required"
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
  options: razorpayOptions,
  // Only fields that are read are stored, and none of them is the payer's.
  redact: [],
  keepHeaders: ["x-razorpay-event-id"],
  requires: REQUIRED_PATHS,
  verify: verifyRazorpay,
  parse: parseRazorpay,
  normalize: normalizeRazorpay,
})
