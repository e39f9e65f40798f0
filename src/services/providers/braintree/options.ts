import { z } from "@medusajs/framework/zod"
import { listOfSecrets, providerOptions, secretText } from "../kit/provider-options"
import { storableText } from "../kit/storable-text"

const publicKey = secretText.regex(/^[^|&\s]+$/, "must be the public key alone, as the Control Panel shows it")

const apiKey = providerOptions({
  /** Names the key in `bt_signature`. */
  publicKey,
  /** Signs; never leaves this server. */
  privateKey: secretText,
})

export const braintreeOptions = providerOptions({
  /** API keys of the gateway (Settings, API, API Keys). Braintree signs with the keys it has. The first one answers its URL check. */
  keys: listOfSecrets(apiKey),
  /** Merchant accounts whose payments are this shop's. A payment of another one is quarantined. Unset: any. */
  merchantAccountIds: z.array(storableText).min(1, "list one or more merchant accounts, or leave it out").optional(),
})

export type BraintreeOptions = z.output<typeof braintreeOptions>
