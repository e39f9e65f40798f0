import { hmacDialect } from "./hmac"
import { razorpayDialect } from "./razorpay"
import { sandboxDialect } from "./sandbox"
import { standardWebhooksDialect } from "./standard-webhooks"
import { stripeDialect } from "./stripe"

/** Every dialect under the id of the provider that speaks it. */
export const dialects = {
  stripe: stripeDialect,
  "standard-webhooks": standardWebhooksDialect,
  hmac: hmacDialect,
  razorpay: razorpayDialect,
  sandbox: sandboxDialect,
} as const

export { hmacDialect, hmacHeaders, type HmacCredentials } from "./hmac"
export { razorpayDialect, razorpayHeaders, type RazorpayCredentials } from "./razorpay"
export { sandboxDialect, sandboxHeaders, verifySandboxSignature, type SandboxCredentials } from "./sandbox"
export { standardWebhooksDialect, standardWebhooksHeaders, type StandardWebhooksCredentials } from "./standard-webhooks"
export { stripeDialect, stripeHeaders, type StripeCredentials } from "./stripe"
