import { adyenDialect } from "./adyen"
import { alipayDialect } from "./alipay"
import { hmacDialect } from "./hmac"
import { mollieDialect } from "./mollie"
import { mollieClassicDialect } from "./mollie-classic"
import { razorpayDialect } from "./razorpay"
import { sandboxDialect } from "./sandbox"
import { standardWebhooksDialect } from "./standard-webhooks"
import { stripeDialect } from "./stripe"

/** Every dialect under the id of the provider that speaks it. */
export const dialects = {
  stripe: stripeDialect,
  "standard-webhooks": standardWebhooksDialect,
  hmac: hmacDialect,
  adyen: adyenDialect,
  alipay: alipayDialect,
  mollie: mollieDialect,
  "mollie-classic": mollieClassicDialect,
  razorpay: razorpayDialect,
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

export { alipayDialect, alipayForm, type AlipayCredentials } from "./alipay"
export { hmacDialect, hmacHeaders, type HmacCredentials } from "./hmac"
export { mollieDialect, mollieHeaders, type MollieCredentials } from "./mollie"
export { mollieClassicDialect, type MollieClassicCredentials } from "./mollie-classic"
export { razorpayDialect, razorpayHeaders, type RazorpayCredentials } from "./razorpay"
export { sandboxDialect, sandboxHeaders, verifySandboxSignature, type SandboxCredentials } from "./sandbox"
export { standardWebhooksDialect, standardWebhooksHeaders, type StandardWebhooksCredentials } from "./standard-webhooks"
export { stripeDialect, stripeHeaders, type StripeCredentials } from "./stripe"
