import { z } from "@medusajs/framework/zod"
import { apiUrl } from "../../../services/providers/kit/api-url"
import { providerOptions, secretText } from "../../../services/providers/kit/provider-options"
import { commonOptions } from "../common-options"

const sid = (prefix: string, what: string) =>
  z
    .string(`must be the SID of ${what}, ${prefix}…; is the environment variable set?`)
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be the SID of ${what}: ${prefix} and 32 hex digits`)

/** As `apiUrl`, but unchanged letter for letter: Twilio signs it. */
const callbackUrl = z
  .string("must be a URL")
  .refine((url) => apiUrl.safeParse(url).success, "must be an https:// URL without user, query and fragment")

const label = z.string().regex(/^[a-z0-9-]{1,63}$/, "must be a name such as dublin or ie1")

export const twilioOptions = providerOptions({
  driver: z.literal("twilio"),
  accountSid: sid("AC", "the account"),
  /** The account's auth token … */
  authToken: secretText.optional(),
  /** … or an API key of it, with its secret. */
  apiKey: sid("SK", "an API key").optional(),
  apiSecret: secretText.optional(),
  /** A number in E.164, a short code or an alphanumeric sender … */
  from: z.string().min(1, "is empty").max(64).optional(),
  /** … or a Messaging Service, which picks the sender; with `from` too, that sender out of its pool. */
  messagingServiceSid: sid("MG", "a Messaging Service").optional(),
  /** URL to which Twilio reports the state of a message. `?idempotency_key=…` is added to it. */
  statusCallbackUrl: callbackUrl.optional(),
  /** Twilio's point of entry (`dublin`) and the region in which messages are processed and stored (`ie1`). */
  edge: label.optional(),
  region: label.optional(),
  /** Talk to this URL in place of Twilio's own: for tests, and for proxies. */
  apiUrl: apiUrl.optional(),
  ...commonOptions,
})
  .refine(({ authToken, apiKey }) => Boolean(authToken) !== Boolean(apiKey), {
    path: ["authToken"],
    message: "give either authToken, or apiKey with apiSecret",
  })
  .refine(({ apiKey, apiSecret }) => Boolean(apiKey) === Boolean(apiSecret), {
    path: ["apiSecret"],
    message: "goes together with apiKey",
  })
  .refine(({ from, messagingServiceSid }) => from || messagingServiceSid, {
    path: ["from"],
    message: "give from, messagingServiceSid, or both",
  })
  .refine(({ apiUrl, edge, region }) => !apiUrl || !(edge || region), {
    path: ["apiUrl"],
    message: "takes the place of edge and region; give one or the other",
  })

export type TwilioOptions = z.output<typeof twilioOptions>
