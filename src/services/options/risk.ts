import { z } from "@medusajs/framework/zod"
import { RISK_ACTIONS } from "../domain/risk"

/** `flag` puts the payment up for review and lets the order go on; `review` keeps the order from being made until a person decides. */
const action = z.enum(RISK_ACTIONS)

const withinMinutes = z
  .number()
  .int()
  .min(1)
  .max(30 * 24 * 60)

/** `false` switches a rule off. */
const switchable = <T extends z.ZodType>(rule: T) => z.union([rule, z.literal(false)])

/** Signs of fraud. The defaults are generous and only flag: a wrong `review` costs an honest order. */
export const riskOptions = z
  .strictObject({
    /** So many failed attempts on one cart before the money comes: somebody may be testing stolen cards. */
    repeatedFailures: switchable(
      z.strictObject({
        count: z.number().int().min(2).max(1000).default(10),
        withinMinutes: withinMinutes.default(60),
        action: action.default("flag"),
      }),
    ).prefault({}),
    /** One card on so many carts, where the provider distinguishes cards (a fingerprint). */
    sharedPaymentMethod: switchable(
      z.strictObject({
        carts: z.number().int().min(2).max(1000).default(10),
        withinMinutes: withinMinutes.default(24 * 60),
        action: action.default("flag"),
      }),
    ).prefault({}),
    /** An inquiry or an early fraud warning about a payment that is authorized and not captured yet. */
    earlyFraudWarning: switchable(action).default("flag"),
    /** The provider's own rules ask for a review of the payment. */
    review: switchable(action).default("flag"),
  })
  .prefault({})
