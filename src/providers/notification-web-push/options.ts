import { z } from "@medusajs/framework/zod"
import { InvalidOptionsError } from "../../services/domain/errors"
import { allowedHosts } from "../../services/net/safe-url"
import { p256PublicKey, publicKeyOf } from "../../services/push/keys"

const vapid = z
  .strictObject({
    /** The contact that a push service writes to when something is wrong: `mailto:ops@shop.example` or an https URL. */
    subject: z
      .string("must be text; is the environment variable set?")
      .refine(
        isSubject,
        'must be "mailto:" and an address, or an https:// URL that is not this machine; push services refuse others',
      ),
    publicKey: p256PublicKey,
    privateKey: z
      .string("must be text; is the environment variable set?")
      .refine(
        (key) => publicKeyOf(key) !== undefined,
        "must be a P-256 private key in base64url (32 bytes, 43 characters); `payment-notifications vapid` makes a pair",
      ),
  })
  .refine(({ publicKey, privateKey }) => publicKeyOf(privateKey) === publicKey, {
    path: ["privateKey"],
    message: "does not belong to vapid.publicKey; both must be of one pair",
  })

function isSubject(text: string): boolean {
  if (/^mailto:[^\s@]+@[^\s@]+$/.test(text)) return true
  if (!/^https:\/\/\S+$/.test(text) || !URL.canParse(text)) return false
  return new URL(text).hostname !== "localhost"
}

const optionsSchema = z.strictObject({
  /** Medusa's own: the channels that the provider serves. */
  channels: z.array(z.string()).optional(),
  /** The shop's identity towards push services. Subscriptions are bound to the public key: a new pair means new subscriptions. */
  vapid,
  /** Seconds for which a push service stores a message for a device that is off. Default: four days. */
  ttlSeconds: z
    .int()
    .min(0)
    .max(28 * 86_400)
    .default(4 * 86_400),
  /** The message's urgency: the higher, the more of a device's battery it may cost. */
  urgency: z.enum(["very-low", "low", "normal", "high"]).default("normal"),
  /** Milliseconds for one call, name resolution included. */
  timeout: z.int().min(100).max(40_000).default(10_000),
  /** Push services that are not on the open internet. */
  allowedHosts,
})

/** The provider's `options` as a store writes them in `medusa-config`. */
export type WebPushOptions = z.input<typeof optionsSchema>
export type ResolvedWebPushOptions = z.output<typeof optionsSchema>

/** Throws InvalidOptionsError naming every wrong option, and no value: one of them is a private key. */
export function parseWebPushOptions(input: unknown): ResolvedWebPushOptions {
  const parsed = optionsSchema.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `option ${path.join(".") || "(root)"}: ${message}`)
  throw new InvalidOptionsError(`notification-web-push: ${lines.join("; ")}`)
}
