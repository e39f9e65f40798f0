import { adyenDialect } from "./adyen"
import { alipayDialect } from "./alipay"
import { braintreeDialect } from "./braintree"
import { hmacDialect } from "./hmac"
import { mollieDialect } from "./mollie"
import { mollieClassicDialect } from "./mollie-classic"
import { razorpayDialect } from "./razorpay"
import { paystackDialect } from "./paystack"
import { paypalDialect } from "./paypal"
import { sandboxDialect } from "./sandbox"
import { squareDialect } from "./square"
import { standardWebhooksDialect } from "./standard-webhooks"
import { stripeDialect } from "./stripe"
import { wechatpayDialect } from "./wechatpay"
import { unionPayDialect } from "./unionpay"

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
  square: squareDialect,
  paystack: paystackDialect,
  unionpay: unionPayDialect,
  paypal: paypalDialect,
  braintree: braintreeDialect,
  sandbox: sandboxDialect,
  wechatpay: wechatpayDialect,
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
export { braintreeDialect, braintreeForm, braintreeXml, type BraintreeCredentials, type BraintreeNotification } from "./braintree"
export { hmacDialect, hmacHeaders, type HmacCredentials } from "./hmac"
export { mollieDialect, mollieHeaders, type MollieCredentials } from "./mollie"
export { mollieClassicDialect, type MollieClassicCredentials } from "./mollie-classic"
export { razorpayDialect, razorpayHeaders, type RazorpayCredentials } from "./razorpay"
export { paystackDialect, paystackHeaders, type PaystackCredentials } from "./paystack"
export { PAYPAL_CERTIFICATE_URL, paypalDialect, paypalHeaders, type PayPalCredentials } from "./paypal"
export { sandboxDialect, sandboxHeaders, verifySandboxSignature, type SandboxCredentials } from "./sandbox"
export { squareDialect, squareHeaders, type SquareCredentials } from "./square"
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
export { unionPayDialect } from "./unionpay"
export { unionPayForm, unionPayHeaders, unionPaySigned, type UnionPayCredentials, type UnionPayParameters } from "./unionpay-form"
