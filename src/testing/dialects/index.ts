import { hmacDialect } from "./hmac"
import { sandboxDialect } from "./sandbox"
import { standardWebhooksDialect } from "./standard-webhooks"
import { stripeDialect } from "./stripe"
import { unionPayDialect } from "./unionpay"

/** Every dialect under the id of the provider that speaks it. */
export const dialects = {
  stripe: stripeDialect,
  "standard-webhooks": standardWebhooksDialect,
  hmac: hmacDialect,
  unionpay: unionPayDialect,
  sandbox: sandboxDialect,
} as const

export { hmacDialect, hmacHeaders, type HmacCredentials } from "./hmac"
export { sandboxDialect, sandboxHeaders, verifySandboxSignature, type SandboxCredentials } from "./sandbox"
export { standardWebhooksDialect, standardWebhooksHeaders, type StandardWebhooksCredentials } from "./standard-webhooks"
export { stripeDialect, stripeHeaders, type StripeCredentials } from "./stripe"
export { unionPayDialect } from "./unionpay"
export { unionPayForm, unionPayHeaders, unionPaySigned, type UnionPayCredentials, type UnionPayParameters } from "./unionpay-form"
