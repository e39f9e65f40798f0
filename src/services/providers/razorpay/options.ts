import { z } from "@medusajs/framework/zod"
import { listOfSecrets, providerOptions, secretText } from "../kit/provider-options"

const accountId = z.string().regex(/^acc_[A-Za-z0-9]{1,64}$/, 'must be a Razorpay account id, which starts with "acc_"')

export const razorpayOptions = providerOptions({
  /**
   * Secrets of the webhook (Account & Settings, Webhooks), not the API key's secret. After a change, Razorpay goes on signing the
   * retries of older events with the old secret, for 24 hours: list both meanwhile.
   */
  webhookSecrets: listOfSecrets(secretText),
  /** Razorpay accounts whose payments may be completed. Money that another account reports is quarantined. Unset, none is compared. */
  accountIds: z.array(accountId).min(1, "give at least one account id, or leave the option out").optional(),
})

export type RazorpayOptions = z.output<typeof razorpayOptions>
