import type { z } from "@medusajs/framework/zod"
import { listOfSecrets, roomOptions, secretText, toleranceSeconds } from "../room-options"

const signingSecret = secretText.regex(
  /^whsec_\S+$/,
  'must be the endpoint\'s signing secret, which starts with "whsec_"; API keys start with "sk_"',
)

export const stripeOptions = roomOptions({
  /** Signing secrets of the webhook endpoint (Developers, Webhooks, the endpoint, Signing secret). */
  signingSecrets: listOfSecrets(signingSecret),
  /** Most seconds between Stripe's signed timestamp and our clock, before or after. */
  toleranceSeconds,
})

export type StripeOptions = z.output<typeof stripeOptions>
