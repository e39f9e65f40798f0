import { z } from "@medusajs/framework/zod"
import { PAYMENT_PROVIDER_PATTERN } from "../domain/payment-provider-pattern"

/** Letters, digits, "-", "_" and ".": an account id is a URL segment, a dedupe scope and a log field. */
const accountId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'must be 1 to 64 letters, digits, ".", "-" or "_", and start with a letter or digit',
  )

const paymentProvider = z
  .string()
  .regex(/^pp_/, 'must start with "pp_"')
  .regex(PAYMENT_PROVIDER_PATTERN, 'must be an id, or the beginning of ids with one "*" at its end, like "pp_stripe*"')

export const account = z.strictObject({
  /** Route segment (`/webhooks/payments/<id>`) and scope of event ids. Never rename one that has received events. */
  id: accountId,
  /** The provider that verifies and reads this account's webhooks (`stripe`, `hmac` …). */
  provider: z.string(),
  /** The Medusa payment providers (`pp_…`, or `pp_stripe*` for all that begin so) whose sessions this account may complete. Empty: any. */
  paymentProviders: z.array(paymentProvider).default([]),
  /** Refuse to complete payments with events of the other mode. Unset: the mode is not compared. */
  mode: z.enum(["live", "test"]).optional(),
  /** Largest accepted body in bytes; beyond it the answer is 413. */
  maxBodyBytes: z
    .number()
    .int()
    .min(1)
    .max(64 * 1024 * 1024)
    .default(1024 * 1024),
  /** The provider's own options: secrets, keys, tolerances. */
  options: z.unknown().optional(),
})

/** One configured set of credentials, its provider's options parsed. */
export type Account = Omit<z.output<typeof account>, "options"> & { readonly options: unknown }
