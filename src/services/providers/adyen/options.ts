import { z } from "@medusajs/framework/zod"
import { decodeHex } from "../../signature/decode"
import { listOfSecrets, providerOptions, secretText } from "../kit/provider-options"

const KEY_BYTES = 32

const hmacKey = secretText.transform((text, { issues }): Buffer => {
  // Adyen shows keys in upper case; lower case names the same bytes.
  const key = decodeHex(text.toLowerCase(), KEY_BYTES)
  if (key) return key
  // The value is left out: issues end up in logs.
  const message = `must be the webhook's HMAC key, ${KEY_BYTES * 2} hexadecimal digits; API keys and client keys are something else`
  issues.push({ code: "custom", message, input: undefined })
  return z.NEVER
})

const merchantAccount = z
  .string("must be a merchant account's code, such as Acme_ECOM")
  .regex(/^[^\s:\\]{1,80}$/, 'must be a merchant account\'s code, such as Acme_ECOM: no spaces, no ":" and no "\\"')

const login = providerOptions({
  /** A ":" would end it: the text behind would belong to the password. */
  username: secretText.regex(/^[^:\p{Cc}]+$/u, 'must not hold a ":" or control characters'),
  password: secretText,
})

const atLeastOneAccount = "give a list with at least one merchant account's code; what belongs to others is held for a person"

export const adyenOptions = providerOptions({
  /** HMAC keys of this webhook (Developers, Webhooks, the webhook, Security). Never a test key beside a live one. */
  hmacKeys: listOfSecrets(hmacKey),
  /** Codes of the merchant accounts whose payments this account processes. */
  merchantAccounts: z.array(merchantAccount, atLeastOneAccount).min(1, atLeastOneAccount),
  /**
   * The time when these merchant accounts take the money: `manual`, with a capture request or after a delay, which Adyen confirms
   * by CAPTURE; or `immediate`, with the authorization, which Adyen confirms only by AUTHORISATION.
   */
  captureMode: z
    .enum(["manual", "immediate"], 'must be "manual" or "immediate", as the merchant account\'s capture delay says')
    .default("manual"),
  /** Place of the signature: in every item (standard webhooks), or in the HmacSignature header over the body (all others). */
  signature: z
    .enum(["items", "header"], 'must be "items" (standard webhooks) or "header" (platform and management webhooks)')
    .default("items"),
  /** User names and passwords, one of which every call must then carry. It vouches for the fields that the signature leaves out. */
  basicAuth: listOfSecrets(login).optional(),
})

export type AdyenOptions = z.output<typeof adyenOptions>
