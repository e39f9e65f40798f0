import { defineProvider } from "../provider"
import { asked } from "./asked"
import { listStripe } from "./list"
import { normalizeStripe } from "./normalize"
import { stripeOptions } from "./options"
import { parseStripe } from "./parse"
import { canQueryStripe, queryStripe } from "./query"
import { stripeRedact } from "./redact"
import { STRIPE_REQUIRES } from "./requires"
import { READERS } from "./readers"
import { refetchStripe } from "./refetch"
import { testStripe } from "./test-call"
import { verifyStripe } from "./verify"

/** Stripe's webhook endpoints: snapshot events, and with an API key thin ones and Stripe's own report of a payment. */
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
      "refund.pending",
      "refund.succeeded",
      "refund.failed",
      "dispute.warning",
      "dispute.opened",
      "dispute.under_review",
      "dispute.closed",
      "dispute.won",
      "dispute.lost",
      "payment_method.expiring",
      "payment_method.updated",
    ],
    acknowledgement: "200, empty",
    testedAgainst: "`stripe` (npm)",
  },
  setup: { events: [...READERS.keys()], page: "https://docs.stripe.com/webhooks" },
  options: stripeOptions,
  secrets: ({ signingSecrets, apiKeys = [] }) => ({ signingSecrets: signingSecrets.length, apiKeys: apiKeys.length }),
  redact: stripeRedact,
  requires: STRIPE_REQUIRES,
  verify: verifyStripe,
  parse: parseStripe,
  refetch: refetchStripe,
  normalize: normalizeStripe,
  testCall: testStripe,
  canQuery: canQueryStripe,
  query: queryStripe,
  list: listStripe,
  asked,
})
