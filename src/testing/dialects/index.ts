import { hmacDialect } from "./hmac"
import { paypalDialect } from "./paypal"
import { sandboxDialect } from "./sandbox"
import { standardWebhooksDialect } from "./standard-webhooks"
import { stripeDialect } from "./stripe"

/** Every dialect under the id of the provider that speaks it. */
export const dialects = {
  stripe: stripeDialect,
  "standard-webhooks": standardWebhooksDialect,
  hmac: hmacDialect,
  paypal: paypalDialect,
  sandbox: sandboxDialect,
} as const

export { hmacDialect, hmacHeaders, type HmacCredentials } from "./hmac"
export { PAYPAL_CERTIFICATE_URL, paypalDialect, paypalHeaders, type PayPalCredentials } from "./paypal"
export { sandboxDialect, sandboxHeaders, verifySandboxSignature, type SandboxCredentials } from "./sandbox"
export { standardWebhooksDialect, standardWebhooksHeaders, type StandardWebhooksCredentials } from "./standard-webhooks"
export { stripeDialect, stripeHeaders, type StripeCredentials } from "./stripe"
