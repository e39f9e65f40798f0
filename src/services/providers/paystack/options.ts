import type { z } from "@medusajs/framework/zod"
import { listOfSecrets, providerOptions, secretText } from "../kit/provider-options"

const secretKey = secretText.regex(
  /^sk_(?:live|test)_\S+$/,
  'must be the API secret key, which starts with "sk_live_" or "sk_test_"; Paystack signs with it and knows no separate webhook secret',
)

export const paystackOptions = providerOptions({
  /**
   * API secret keys of the business (Settings, API Keys & Webhooks), all of one mode. If both modes were listed, anyone with the
   * test key, which lies about on developers' machines, could sign live payments.
   */
  secretKeys: listOfSecrets(secretKey).refine(
    (keys) => new Set(keys.map(modeOfKey)).size <= 1,
    "mixes live and test keys; configure an account of its own for each mode, as Paystack has a webhook URL for each",
  ),
})

export type PaystackOptions = z.output<typeof paystackOptions>

/** `live` or `test`, by the key itself. */
export function modeOfKey(key: string): "live" | "test" {
  return key.startsWith("sk_live_") ? "live" : "test"
}
