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

const methodName = z
  .string("must be a payment method's name, such as klarna")
  .regex(/^[A-Za-z0-9_]{1,40}$/, "must be a payment method's name as Adyen writes it, such as klarna")
  .transform((name) => name.toLowerCase())

/**
 * Pay-later methods that have to be captured by hand, once the goods are sent, whatever the merchant account's capture delay
 * (https://docs.adyen.com/payment-methods/klarna and the pages beside it).
 */
export const CAPTURED_BY_HAND: readonly string[] = [
  ...["klarna", "affirm", "afterpay", "afterpaytouch", "clearpay", "ratepay", "riverty", "facilypay", "zip"],
  ...["paybright", "walley", "billie"],
]

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
  /**
   * Payment methods that are captured by hand even under `captureMode: "immediate"`: their authorization is no capture, and CAPTURE
   * reports it. A name stands for its variants: `klarna` for `klarna_account`. Default: Klarna, Affirm and other pay-later methods.
   * A list takes the default's place; an empty one means that no method is captured by hand.
   */
  capturedByHand: z.array(methodName, "must be a list of payment methods' names").default([...CAPTURED_BY_HAND]),
  /** Place of the signature: in every item (standard webhooks), or in the HmacSignature header over the body (all others). */
  signature: z
    .enum(["items", "header"], 'must be "items" (standard webhooks) or "header" (platform and management webhooks)')
    .default("items"),
  /** User names and passwords, one of which every call must then carry. It vouches for the fields that the signature leaves out. */
  basicAuth: listOfSecrets(login).optional(),
})

export type AdyenOptions = z.output<typeof adyenOptions>
