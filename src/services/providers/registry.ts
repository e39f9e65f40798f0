import { InvalidOptionsError } from "../domain/errors"
import { adyen } from "./adyen"
import { alipay } from "./alipay"
import { braintree } from "./braintree"
import { hmac } from "./hmac"
import { medusa } from "./medusa"
import { mollie } from "./mollie"
import { paypal } from "./paypal"
import { paystack } from "./paystack"
import { razorpay } from "./razorpay"
import { square } from "./square"
import { standardWebhooks } from "./standard-webhooks"
import { stripe } from "./stripe"
import { unionPay } from "./unionpay"
import { wechatpay } from "./wechatpay"
import type { PaymentProvider } from "./provider"

/** Every provider under its id. A new adapter is one line here; the contract suite then does not compile without its harness. */
const builtIn = {
  stripe,
  "standard-webhooks": standardWebhooks,
  hmac,
  medusa,
  adyen,
  alipay,
  braintree,
  mollie,
  paypal,
  paystack,
  razorpay,
  square,
  unionpay: unionPay,
  wechatpay,
} satisfies Record<string, PaymentProvider>

export type ProviderId = keyof typeof builtIn

/**
 * The providers by id. It is a Map, because an object would also answer to "toString".
 *
 * @example
 * ```ts
 * import { providers } from "medusa-payment-notifications/webhooks"
 *
 * for (const { id, about } of providers.values()) console.log(id, about.signature)
 * ```
 */
export const providers: ReadonlyMap<string, PaymentProvider> = new Map<string, PaymentProvider>(Object.entries(builtIn))

const FUNCTIONS = ["verify", "parse", "normalize"] as const

/** True for a result of `defineProvider`: an id, options with a parser, and the functions without which no webhook is read. */
export function isProvider(value: unknown): value is PaymentProvider {
  if (typeof value !== "object" || value === null) return false
  const provider = value as Partial<Record<string, unknown>>
  const parses = typeof (provider.options as { safeParse?: unknown } | undefined)?.safeParse === "function"
  return (
    isId(provider.id) &&
    parses &&
    Array.isArray(provider.redact) &&
    FUNCTIONS.every((name) => typeof provider[name] === "function")
  )
}

const isId = (id: unknown): boolean => typeof id === "string" && /^[a-z0-9][a-z0-9-]{0,63}$/.test(id)

/** The plugin's providers and a store's own. Throws InvalidOptionsError when one of these has the id of another. */
export function providersWith(own: readonly PaymentProvider[]): ReadonlyMap<string, PaymentProvider> {
  const all = new Map(providers)
  own.forEach((provider, index) => {
    if (all.has(provider.id)) {
      throw new InvalidOptionsError(
        `medusa-payment-notifications: option providers[${index}]: there is a provider "${provider.id}" already; give yours another id`,
      )
    }
    all.set(provider.id, provider)
  })
  return all
}
