import { ECDH, createECDH } from "node:crypto"
import { z } from "@medusajs/framework/zod"

const CURVE = "prime256v1"

/** Strict base64url to bytes; undefined where it is not exactly that. */
export function decodeBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url")
  return bytes.toString("base64url") === text ? bytes : undefined
}

/** An uncompressed point of P-256: 65 bytes, the first of them 4, and on the curve. */
function isPublicKey(text: string): boolean {
  const bytes = decodeBase64Url(text)
  if (bytes?.length !== 65 || bytes[0] !== 4) return false
  try {
    ECDH.convertKey(bytes, CURVE)
    return true
  } catch {
    return false
  }
}

/** A public key as browsers and `payment-notifications vapid` write it. */
export const p256PublicKey = z
  .string("must be text; is the environment variable set?")
  .refine(isPublicKey, "must be an uncompressed P-256 public key in base64url (65 bytes, 87 characters)")

/**
 * The keys of a browser's push subscription, as its `toJSON()` gives them. The messages name the key, because Medusa's own leave
 * the path out.
 */
export const subscriptionKeys = z.strictObject({
  p256dh: z
    .string()
    .refine(isPublicKey, "p256dh must be an uncompressed P-256 public key in base64url (65 bytes, 87 characters)"),
  auth: z
    .string()
    .refine(
      (text) => decodeBase64Url(text)?.length === 16,
      "auth must be 16 bytes in base64url (22 characters), as the browser gives it",
    ),
})
export type SubscriptionKeys = z.infer<typeof subscriptionKeys>

/** The public key that belongs to a private one, both in base64url; undefined when that is no private key of P-256. */
export function publicKeyOf(privateKey: string): string | undefined {
  const bytes = decodeBase64Url(privateKey)
  if (bytes?.length !== 32) return undefined
  try {
    const pair = createECDH(CURVE)
    pair.setPrivateKey(bytes)
    return pair.getPublicKey("base64url")
  } catch {
    return undefined
  }
}
