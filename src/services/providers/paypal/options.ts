import { z } from "@medusajs/framework/zod"
import type { X509Certificate } from "node:crypto"
import { apiUrl } from "../kit/api-url"
import { listOfSecrets, providerOptions, secretText } from "../kit/provider-options"
import { commonName, hasSigningKey, readPem } from "./certificate"
import { CERTIFICATE_NAME, ENVIRONMENTS } from "./environment"

/** PayPal redelivers for three days; a day more for clocks and queues. */
const FOUR_DAYS = 4 * 86_400

const webhookId = secretText.regex(
  /^[A-Za-z0-9]{1,50}$/,
  "must be the webhook's ID, letters and digits as the developer dashboard lists it; the simulator's WEBHOOK_ID is anybody's",
)

/** One option's PEM text with all its certificates. `wrong` names the defect that makes one unusable. */
const certificates = (wrong: (certificate: X509Certificate) => string | undefined) =>
  z
    .array(
      // Not secretText: a PEM file ends with a line break.
      z.string("must be text; is the environment variable set?").transform((text, { issues }): readonly X509Certificate[] => {
        const found = readPem(text.replace(/\\n/g, "\n"))
        const problem = found
          ? found.map(wrong).find((message) => message !== undefined)
          : "is not a certificate in PEM; paste it with its BEGIN and END lines"
        if (found && problem === undefined) return found
        issues.push({ code: "custom", message: problem ?? "", input: undefined })
        return z.NEVER
      }),
    )
    .min(1, "lists no certificate; leave the option out")
    .transform((lists) => lists.flat())

const NAMES: readonly string[] = Object.values(CERTIFICATE_NAME)

const unfitForSigning = (certificate: X509Certificate): string | undefined => {
  if (!NAMES.includes(commonName(certificate) ?? ""))
    return `is not PayPal's signing certificate, which is called ${NAMES.join(" or ")}`
  return hasSigningKey(certificate) ? undefined : "has no RSA key of 2048 bits or more"
}

const tolerance = "must be a whole number of seconds from 1 to 345600 (four days); the check cannot be switched off"

export const paypalOptions = providerOptions({
  /** IDs of the webhook, as the developer dashboard lists them. They are part of the text that PayPal signs, so a rotation lists both. */
  webhookIds: listOfSecrets(webhookId),
  /** PayPal's environment that this account is in. It decides hosts, certificate names and the facts' mode. */
  environment: z.enum(ENVIRONMENTS, 'must be "live" or "sandbox"'),
  /**
   * Client ID and secret of the REST app that owns the webhook. Required: PayPal signs a CRC32 of the body only, so a webhook
   * proves only that something happened. The change itself is read from PayPal.
   */
  clientId: secretText,
  clientSecret: secretText,
  /** The account's merchant ID at PayPal. When it is set, a payment to another payee is quarantined. */
  merchantId: secretText.optional(),
  /** PayPal's signing certificates in PEM, for servers that may not fetch them. With these, nothing is fetched to verify. */
  certificates: certificates(unfitForSigning).optional(),
  /** Authorities (roots or intermediates, PEM) that PayPal's fetched certificates must lead to. Unset: those that Node trusts. */
  rootCertificates: certificates(({ ca }) => (ca ? undefined : "is not the certificate of an authority")).optional(),
  /** Address of PayPal's REST API, for a proxy or a test. Unset: the environment's own. */
  apiUrl: apiUrl.optional(),
  /** Most seconds since PayPal's signed transmission time. It may lie at most 300 seconds ahead of our clock. */
  toleranceSeconds: z.int(tolerance).min(1, tolerance).max(FOUR_DAYS, tolerance).default(FOUR_DAYS),
})

export type PayPalOptions = z.output<typeof paypalOptions>
