import type { ProviderId } from "../../../src/services/providers/registry"
import { adyen, adyenPlatform, adyenWithBasicAuth } from "./adyen"
import { alipay, alipayCertificates, alipayGbk } from "./alipay"
import { braintree } from "./braintree"
import { hmac, hmacWithoutTimestamp } from "./hmac"
import { medusa } from "./medusa"
import { mollie } from "./mollie"
import { paypal, paypalWithPinnedCertificates } from "./paypal"
import { paystack } from "./paystack"
import { razorpay } from "./razorpay"
import { square } from "./square"
import { standardWebhooks, standardWebhooksEd25519, standardWebhooksSvix } from "./standard-webhooks"
import { stripe } from "./stripe"
import { unionPay, unionPayAsking, unionPaySharedKey, unionPaySm3 } from "./unionpay"
import { wechatpay, wechatpayWithPublicKeys } from "./wechatpay"
import type { Harness } from "./harness"

/** One harness per provider: a provider that is registered without one does not compile. */
const harnesses = {
  stripe,
  braintree,
  "standard-webhooks": standardWebhooks,
  hmac,
  medusa,
  adyen,
  mollie,
  razorpay,
  alipay,
  square,
  paystack,
  wechatpay,
  unionpay: unionPay,
  paypal,
} satisfies Record<ProviderId, Harness>

/** Other ways to configure a provider, tested by the same suite. */
const variants = {
  "standard-webhooks with ed25519": standardWebhooksEd25519,
  "standard-webhooks with svix headers": standardWebhooksSvix,
  "hmac without a timestamp": hmacWithoutTimestamp,
  "adyen signed in the header": adyenPlatform,
  "adyen with basic auth": adyenWithBasicAuth,
  "alipay in GBK": alipayGbk,
  "alipay with certificates": alipayCertificates,
  "wechatpay with public keys": wechatpayWithPublicKeys,
  "unionpay asking again": unionPayAsking,
  "unionpay with a shared key": unionPaySharedKey,
  "unionpay with a shared key and SM3": unionPaySm3,
  "paypal with pinned certificates": paypalWithPinnedCertificates,
}

export const everyHarness: readonly (readonly [string, Harness])[] = Object.entries({ ...harnesses, ...variants })

/** All that belong to some providers, variants included. */
export const harnessesOf = (...ids: readonly ProviderId[]) => everyHarness.filter(([, { provider }]) => ids.includes(provider))

export type { Harness } from "./harness"
