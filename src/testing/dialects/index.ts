import { hmacDialect } from "./hmac"
import { sandboxDialect } from "./sandbox"
import { standardWebhooksDialect } from "./standard-webhooks"
import { stripeDialect } from "./stripe"
import { wechatpayDialect } from "./wechatpay"

/** Every dialect under the id of the provider that speaks it. */
export const dialects = {
  stripe: stripeDialect,
  "standard-webhooks": standardWebhooksDialect,
  hmac: hmacDialect,
  sandbox: sandboxDialect,
  wechatpay: wechatpayDialect,
} as const

export { hmacDialect, hmacHeaders, type HmacCredentials } from "./hmac"
export { sandboxDialect, sandboxHeaders, verifySandboxSignature, type SandboxCredentials } from "./sandbox"
export { standardWebhooksDialect, standardWebhooksHeaders, type StandardWebhooksCredentials } from "./standard-webhooks"
export { stripeDialect, stripeHeaders, type StripeCredentials } from "./stripe"
export {
  wechatpayBody,
  wechatpayDialect,
  wechatpayHeaders,
  wechatpayPublicKey,
  type WechatpayContent,
  type WechatpayCredentials,
} from "./wechatpay"
