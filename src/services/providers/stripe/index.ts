import { defineProvider } from "../provider"
import { normalizeStripe } from "./normalize"
import { stripeOptions } from "./options"
import { parseStripe } from "./parse"
import { stripeRedact } from "./redact"
import { verifyStripe } from "./verify"

/** Stripe's webhook endpoints, snapshot payload style. */
export const stripe = defineProvider({
  id: "stripe",
  options: stripeOptions,
  redact: stripeRedact,
  verify: verifyStripe,
  parse: parseStripe,
  normalize: normalizeStripe,
})
