import { braintreeDialect } from "./braintree"
import { hmacDialect } from "./hmac"
import { sandboxDialect } from "./sandbox"
import { standardWebhooksDialect } from "./standard-webhooks"
import { stripeDialect } from "./stripe"

/** Every dialect under the id of the provider that speaks it. */
export const dialects = {
  stripe: stripeDialect,
  "standard-webhooks": standardWebhooksDialect,
  hmac: hmacDialect,
  braintree: braintreeDialect,
  sandbox: sandboxDialect,
} as const

export { braintreeDialect, braintreeForm, braintreeXml, type BraintreeCredentials, type BraintreeNotification } from "./braintree"
export { hmacDialect, hmacHeaders, type HmacCredentials } from "./hmac"
export { sandboxDialect, sandboxHeaders, verifySandboxSignature, type SandboxCredentials } from "./sandbox"
export { standardWebhooksDialect, standardWebhooksHeaders, type StandardWebhooksCredentials } from "./standard-webhooks"
export { stripeDialect, stripeHeaders, type StripeCredentials } from "./stripe"
