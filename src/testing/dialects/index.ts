import { adyenDialect } from "./adyen"
import { alipayDialect } from "./alipay"
import { braintreeDialect } from "./braintree"
import { hmacDialect } from "./hmac"
import { mollieDialect } from "./mollie"
import { mollieClassicDialect } from "./mollie-classic"
import { paypalDialect } from "./paypal"
import { paystackDialect } from "./paystack"
import { razorpayDialect } from "./razorpay"
import { sandboxDialect } from "./sandbox"
import { squareDialect } from "./square"
import { standardWebhooksDialect } from "./standard-webhooks"
import { stripeDialect } from "./stripe"
import { unionPayDialect } from "./unionpay"
import { wechatpayDialect } from "./wechatpay"

/**
 * Every dialect under the id of the provider that speaks it.
 *
 * @example
 * ```ts
 * import { dialects } from "medusa-payment-notifications/testing"
 *
 * const { credentials, options } = dialects.stripe.example({ webhookUrl: url, apiUrl: url })
 * const { headers, body } = dialects.stripe.sign(
 *   {
 *     id: "evt_1",
 *     state: "captured",
 *     paymentId: "pi_1",
 *     sessionId: session.id,
 *     amount: 2495,
 *     currency: "EUR",
 *     occurredAt: new Date(),
 *   },
 *   credentials,
 *   new Date(),
 * )
 * await fetch(url, { method: "POST", headers, body: new Uint8Array(body) })
 * ```
 */
export const dialects = {
  stripe: stripeDialect,
  "standard-webhooks": standardWebhooksDialect,
  hmac: hmacDialect,
  sandbox: sandboxDialect,
  adyen: adyenDialect,
  alipay: alipayDialect,
  braintree: braintreeDialect,
  mollie: mollieDialect,
  "mollie-classic": mollieClassicDialect,
  paypal: paypalDialect,
  paystack: paystackDialect,
  razorpay: razorpayDialect,
  square: squareDialect,
  unionpay: unionPayDialect,
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
export { PAYPAL_CERTIFICATE_URL, paypalDialect, paypalHeaders, type PayPalCredentials } from "./paypal"
export { paystackDialect, paystackHeaders, type PaystackCredentials } from "./paystack"
export { razorpayDialect, razorpayHeaders, type RazorpayCredentials } from "./razorpay"
export { sandboxDialect, sandboxHeaders, verifySandboxSignature, type SandboxCredentials } from "./sandbox"
export { squareDialect, squareHeaders, type SquareCredentials } from "./square"
export { standardWebhooksDialect, standardWebhooksHeaders, type StandardWebhooksCredentials } from "./standard-webhooks"
export { stripeDialect, stripeHeaders, type StripeCredentials } from "./stripe"
export { unionPayDialect } from "./unionpay"
export { unionPayForm, unionPayHeaders, unionPaySigned, type UnionPayCredentials, type UnionPayParameters } from "./unionpay-form"
export {
  wechatpayBody,
  wechatpayDialect,
  wechatpayHeaders,
  wechatpayPublicKey,
  type WechatpayContent,
  type WechatpayCredentials,
} from "./wechatpay"
