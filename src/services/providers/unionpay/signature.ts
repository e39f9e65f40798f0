import { verify } from "node:crypto"
import { SignatureVerificationError } from "../../domain/errors"
import { anyMatches } from "../../signature/compare"
import { decodeBase64, decodeHex } from "../../signature/decode"
import { trustedKey } from "./certificate"
import type { Fields } from "./fields"
import type { KeyedScheme, UnionPayOptions } from "./options"
import { keyedDigest, signedDigest } from "./signed-bytes"

/**
 * Requires a message, a notification or an answer, to be UnionPay's. The account's options decide how it has to be signed; the
 * message's own fields only have to agree. Throws SignatureVerificationError.
 */
export function requireSignature(fields: Fields, { scheme }: UnionPayOptions, now: Date): void {
  const text = (name: string) => fields.get(name)?.toString("latin1")
  if (text("version") !== "5.1.0") {
    throw new SignatureVerificationError(
      "only version 5.1.0 is accepted: 5.0.0 signs with SHA-1; send version=5.1.0 with the order",
    )
  }
  if (text("signMethod") !== scheme.signMethod) {
    throw new SignatureVerificationError(`signMethod is not ${scheme.signMethod}, which this account's options ask for`)
  }
  const signature = text("signature")
  if (!signature) throw new SignatureVerificationError("the signature is missing; check that the call comes from UnionPay")
  if (scheme.signMethod !== "01") return requireKeyed(fields, signature, scheme)
  const certificate = text("signPubKeyCert")
  if (!certificate) throw new SignatureVerificationError("signPubKeyCert is missing; check that the call comes from UnionPay")
  const key = trustedKey(certificate, scheme, now)
  const bytes = decodeBase64(signature)
  if (!bytes || !verify("RSA-SHA256", signedDigest(fields), key, bytes)) {
    throw new SignatureVerificationError("the signature does not match the message")
  }
}

function requireKeyed(fields: Fields, signature: string, { secureKeys, signMethod }: KeyedScheme): void {
  const presented = decodeHex(signature, 32)
  const expected = secureKeys.map((key) => Buffer.from(keyedDigest(fields, key, signMethod), "hex"))
  if (!presented || !anyMatches([presented], expected)) {
    throw new SignatureVerificationError("the signature does not match; check that secureKeys holds the merchant's key")
  }
}
