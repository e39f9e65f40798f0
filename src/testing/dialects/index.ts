import { adyenDialect } from "./adyen"
import { hmacDialect } from "./hmac"
import { sandboxDialect } from "./sandbox"
import { standardWebhooksDialect } from "./standard-webhooks"
import { stripeDialect } from "./stripe"

/** Every dialect under the id of the provider that speaks it. */
export const dialects = {
  stripe: stripeDialect,
  "standard-webhooks": standardWebhooksDialect,
  hmac: hmacDialect,
  adyen: adyenDialect,
  sandbox: sandboxDialect,
} as const

export {
  adyenDialect,
  adyenHeaders,
  adyenPlatformHeaders,
  signAdyenItem,
  type AdyenCredentials,
  type AdyenItemContent,
} from "./adyen"
export { hmacDialect, hmacHeaders, type HmacCredentials } from "./hmac"
export { sandboxDialect, sandboxHeaders, verifySandboxSignature, type SandboxCredentials } from "./sandbox"
export { standardWebhooksDialect, standardWebhooksHeaders, type StandardWebhooksCredentials } from "./standard-webhooks"
export { stripeDialect, stripeHeaders, type StripeCredentials } from "./stripe"
