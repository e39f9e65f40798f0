import { createHmac, createSecretKey, type KeyObject } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { decodeBase64 } from "../../signature/decode"

const KEY_BYTES = 32

/** A key and the name by which sealed texts refer to it: derived from it, so that no operator has to keep names apart. */
export interface EncryptionKey {
  readonly id: string
  readonly key: KeyObject
}

const message = 'must be 32 bytes in base64, made by "openssl rand -base64 32"'

const encryptionKey = z.string("must be text; is the environment variable set?").transform((text, { issues }): EncryptionKey => {
  const bytes = decodeBase64(text)
  if (bytes?.length === KEY_BYTES && bytes.some((byte) => byte !== bytes[0])) {
    return { id: idOf(bytes), key: createSecretKey(bytes) }
  }
  // The value is left out: issues end up in logs.
  issues.push({ code: "custom", message, input: undefined })
  return z.NEVER
})

/** The option `deliveries.encryptionKeys`: newest first. The first seals, all of them open. */
export const encryptionKeys = z
  .array(encryptionKey, "give a list of keys, newest first")
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, "holds one key twice")
  .default([])

/** Not a part of the key, and no digest of it either: nothing that is stored shortens the search for the key. */
const idOf = (key: Buffer): string =>
  createHmac("sha256", key).update("payment-notifications encryption key id").digest("base64url").slice(0, 8)
