import { z } from "@medusajs/framework/zod"
import { listOfSecrets, providerOptions, secretText } from "../kit/provider-options"
import { storableText } from "../kit/storable-text"

/** Access tokens and application secrets, which are shown beside the signature key in the Developer Console and sign nothing. */
const OTHER_CREDENTIAL = /^(?:EAAA\S{60,}|(?:sandbox-)?sq0\S*)$/

const signatureKey = secretText.refine(
  (key) => !OTHER_CREDENTIAL.test(key),
  "must be the webhook subscription's signature key; access tokens and application secrets sign no webhooks",
)

const isHttpUrl = (text: string): boolean => /^https?:\/\/\S+$/.test(text) && URL.canParse(text)

const notificationUrl = z
  .string("must be text; is the environment variable set?")
  .refine(isHttpUrl, "must be the whole notification URL as it is registered at Square, https:// included")

const noUrls = "give a list with the subscription's notification URL, exactly as it is registered at Square"

export const squareOptions = providerOptions({
  /** Signature keys of the webhook subscription (Developer Console, Webhooks, Subscriptions, the subscription, Signature key). */
  signatureKeys: listOfSecrets(signatureKey),
  /**
   * Notification URLs of the subscription, character for character: Square signs the URL along with the body. Never taken from
   * the request, whose host and path a proxy may have rewritten and a stranger may choose.
   */
  notificationUrls: z.array(notificationUrl, noUrls).min(1, noUrls),
  /** The seller whose payments these are. A payment of another seller is quarantined. */
  merchantId: storableText.optional(),
  /** The locations whose payments these are. A payment taken anywhere else is quarantined. */
  locationIds: z.array(storableText).min(1, "give at least one location, or leave locationIds out").optional(),
})

export type SquareOptions = z.output<typeof squareOptions>
