import { z } from "@medusajs/framework/zod"
import { listOfSecrets, providerOptions, secretText } from "../kit/provider-options"
import { apiUrl } from "../kit/api-url"

const apiKey = secretText.regex(
  /^(?:test|live)_\w+$/,
  'must be an API key of a Mollie profile, which starts with "test_" or "live_"; access tokens start with "access_"',
)

const fields = providerOptions({
  /** Signing secrets of the webhook (Developers, Webhooks), for signed next-gen webhooks. During a rotation: the new and the old one. */
  signingSecrets: listOfSecrets(secretText).optional(),
  /** For classic webhooks, which are unsigned and carry an id alone: Mollie is asked for the payment before anything is stored. */
  classic: z.literal(true, "is either true or left out").optional(),
  /** API keys to ask Mollie with: required with `classic`; otherwise they fill in events that arrive without their payment. */
  apiKeys: listOfSecrets(apiKey).optional(),
  /** Profiles whose payments may be completed. Money of any other profile is quarantined. Unset, none is compared. */
  profileIds: z
    .array(z.string().regex(/^pfl_[A-Za-z0-9]{1,64}$/, 'must be a Mollie profile id, which starts with "pfl_"'))
    .min(1, "give at least one profile id, or leave the option out")
    .optional(),
  apiUrl: apiUrl.default("https://api.mollie.com"),
})

/** An account is signed or classic, by its options alone: no call decides how it is verified. */
export const mollieOptions = fields.superRefine(({ classic, signingSecrets, apiKeys }, { addIssue }) => {
  const issue = (path: string, message: string) => addIssue({ code: "custom", path: [path], message })
  if (!classic && !signingSecrets) issue("signingSecrets", "is required, unless the account is classic: true with apiKeys")
  if (classic && !apiKeys) issue("apiKeys", "is required with classic: true; Mollie has to be asked")
  if (classic && signingSecrets) {
    issue("signingSecrets", "cannot stand beside classic: true; use one account and one URL for each kind of webhook")
  }
})

export type MollieOptions = z.output<typeof mollieOptions>
