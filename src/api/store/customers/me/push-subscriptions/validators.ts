import { z } from "@medusajs/framework/zod"
import { subscriptionKeys } from "../../../../../services/push/keys"

/** `POST /store/customers/me/push-subscriptions`: a browser's `subscription.toJSON()`, and the storefront's language. */
export const RegisterPushSubscription = z.strictObject({
  endpoint: z.url("endpoint must be a URL").max(2_048),
  /** Milliseconds since 1970, where the browser sets an end. */
  expirationTime: z
    .number()
    .refine((time) => time > Date.now() && time < 8.64e15, "expirationTime must lie in the future")
    .nullish(),
  keys: subscriptionKeys,
  /** BCP 47. */
  locale: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$/, "locale must be a language tag such as de-DE")
    .optional(),
})
export type RegisterPushSubscription = z.infer<typeof RegisterPushSubscription>
