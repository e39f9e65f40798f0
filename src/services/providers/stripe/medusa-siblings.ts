import { MEDUSAS_OWN } from "./medusa-units"

/** The names under which Medusa's Stripe package registers itself, all eight with one key and one webhook secret. */
const METHODS = [
  "stripe",
  "stripe-bancontact",
  "stripe-blik",
  "stripe-giropay",
  "stripe-ideal",
  "stripe-oxxo",
  "stripe-przelewy24",
  "stripe-promptpay",
] as const

/**
 * The payment providers on the same account as this one, itself among them: Stripe sends the webhooks of all eight to each address
 * that it is given. Any other payment provider stands alone.
 *
 * @example
 * ```ts
 * medusaSiblings("pp_stripe-ideal_eu") // ["pp_stripe_eu", "pp_stripe-bancontact_eu", …]
 * medusaSiblings("pp_paypal_eu") // ["pp_paypal_eu"]
 * ```
 */
export function medusaSiblings(paymentProviderId: string): readonly string[] {
  const [prefix] = MEDUSAS_OWN.exec(paymentProviderId) ?? []
  if (!prefix) return [paymentProviderId]
  const configured = paymentProviderId.slice(prefix.length)
  return [...new Set([...METHODS.map((method) => `pp_${method}_${configured}`), paymentProviderId])]
}
