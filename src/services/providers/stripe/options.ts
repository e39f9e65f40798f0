import { z } from "@medusajs/framework/zod"
import { listOfSecrets, providerOptions, secretText, toleranceSeconds } from "../kit/provider-options"
import { apiUrl } from "../kit/api-url"

const signingSecret = secretText.regex(
  /^whsec_\S+$/,
  'must be the endpoint\'s signing secret, which starts with "whsec_"; API keys start with "sk_"',
)

const apiKey = secretText.regex(
  /^[rs]k_[A-Za-z0-9_]+$/,
  'must be a restricted API key, which starts with "rk_" (or a secret one, "sk_"); signing secrets start with "whsec_"',
)

export const stripeOptions = providerOptions({
  /** Signing secrets of the webhook endpoint (Developers, Webhooks, the endpoint, Signing secret). */
  signingSecrets: listOfSecrets(signingSecret),
  /** Most seconds between Stripe's signed timestamp and our clock, before or after. */
  toleranceSeconds,
  /** Restricted API keys with read access, tried in this order: with them, the fields that events leave out are looked up. */
  apiKeys: listOfSecrets(apiKey).optional(),
  /** Address of Stripe's API, if it is not https://api.stripe.com. */
  apiUrl: apiUrl.optional(),
  /**
   * Set where agents sell this account's goods at Stripe (Agentic Commerce Suite). A completed Checkout session that no application
   * made is then brought to a person's attention, as an order that Medusa has not taken.
   */
  sellsThroughAgents: z.boolean().optional(),
})

export type StripeOptions = z.output<typeof stripeOptions>
