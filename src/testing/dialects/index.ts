import { hmacDialect } from "./hmac"
import { paystackDialect } from "./paystack"
import { sandboxDialect } from "./sandbox"
import { squareDialect } from "./square"
import { standardWebhooksDialect } from "./standard-webhooks"
import { stripeDialect } from "./stripe"

/** Every dialect under the id of the provider that speaks it. */
export const dialects = {
  stripe: stripeDialect,
  "standard-webhooks": standardWebhooksDialect,
  hmac: hmacDialect,
  square: squareDialect,
  paystack: paystackDialect,
  sandbox: sandboxDialect,
} as const

export { hmacDialect, hmacHeaders, type HmacCredentials } from "./hmac"
export { paystackDialect, paystackHeaders, type PaystackCredentials } from "./paystack"
export { sandboxDialect, sandboxHeaders, verifySandboxSignature, type SandboxCredentials } from "./sandbox"
export { squareDialect, squareHeaders, type SquareCredentials } from "./square"
export { standardWebhooksDialect, standardWebhooksHeaders, type StandardWebhooksCredentials } from "./standard-webhooks"
export { stripeDialect, stripeHeaders, type StripeCredentials } from "./stripe"
