import { createDecipheriv } from "node:crypto"
import { MalformedPayloadError } from "../../domain/errors"
import { decodeBase64 } from "../../signature/decode"
import type { EncryptedResource } from "./envelope"

const TAG_BYTES = 16

/**
 * The plaintext of a resource, by whichever APIv3 key it was encrypted with: during a change of the key, both are listed. Throws
 * MalformedPayloadError. WeChat Pay really signed a call that reaches this, so the fault is most likely ours.
 */
export function decryptResource(resource: EncryptedResource, apiV3Keys: readonly Buffer[]): Buffer {
  const sealed = decodeBase64(resource.ciphertext)
  if (!sealed || sealed.length < TAG_BYTES) {
    throw new MalformedPayloadError("resource.ciphertext is not base64 of a ciphertext with its tag of 16 bytes")
  }
  for (const key of apiV3Keys) {
    const plaintext = open(sealed, key, resource)
    if (plaintext) return plaintext
  }
  throw new MalformedPayloadError(
    "the event is signed, but none of apiV3Keys decrypts it; check that apiV3Keys holds the APIv3 key of this very merchant " +
      "number, and during a change of the key the old and the new one",
  )
}

function open(sealed: Buffer, key: Buffer, { nonce, associated_data }: EncryptedResource): Buffer | undefined {
  // Node takes tags as short as four bytes where the length is left open.
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(associated_data ?? ""))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const plaintext = decipher.update(sealed.subarray(0, -TAG_BYTES))
  try {
    // Only this compares the tag. The result of `update` is proven unaltered only once `final` has not thrown.
    return Buffer.concat([plaintext, decipher.final()])
  } catch {
    return undefined
  }
}
