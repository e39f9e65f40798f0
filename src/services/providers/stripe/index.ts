import { defineProvider } from "../provider"
import { normalizeStripe } from "./normalize"
import { stripeOptions } from "./options"
import { parseStripe } from "./parse"
import { stripeRedact } from "./redact"
import { verifyStripe } from "./verify"

/** Stripe's webhook endpoints, snapshot payload style. */
export const stripe = defineProvider({
  id: "stripe",
  about: {
    name: "Stripe",
    signature: "HMAC-SHA256, `Stripe-Signature`",
    dedupe: "event id",
    reports: [
      "payment.pending",
      "payment.requires_action",
      "payment.authorized",
      "payment.captured",
      "payment.failed",
      "payment.canceled",
      "payment.expired",
    ],
    acknowledgement: "200, empty",
    testedAgainst: "`stripe` (npm)",
  },
  options: stripeOptions,
  redact: stripeRedact,
  verify: verifyStripe,
  parse: parseStripe,
  normalize: normalizeStripe,
})
