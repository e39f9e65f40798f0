import { SignatureVerificationError } from "../../domain/errors"
import { decodeHex } from "../../signature/decode"

/** During the rotation of a secret, Mollie sends the header twice, once for either secret. */
const MOST = 2

/**
 * Reads `X-Mollie-Signature`: `sha256=<hex>`, or the hex alone, which Mollie's libraries take as well. During the rotation of a
 * secret, a comma joins two of them. Two equal ones are a header that some proxy added again: refused like every doubled header.
 * Throws SignatureVerificationError. A missing header is never taken for a classic webhook: that would let anybody leave it out.
 */
export function readSignatures(headers: Readonly<Record<string, string>>): readonly Buffer[] {
  const value = Object.hasOwn(headers, "x-mollie-signature") ? headers["x-mollie-signature"] : undefined
  if (!value)
    throw new SignatureVerificationError("the X-Mollie-Signature header is missing; check that the call comes from Mollie")
  const signatures = value.split(/, ?/).map((element) => decodeHex(element.replace(/^sha256=/, ""), 32))
  if (!signatures.every((signature) => signature !== undefined)) {
    throw new SignatureVerificationError("the X-Mollie-Signature header is not sha256=<hex>")
  }
  if (signatures.length > MOST || new Set(signatures.map((signature) => signature.toString("hex"))).size < signatures.length) {
    throw new SignatureVerificationError(
      "the X-Mollie-Signature header arrived more often than Mollie sends it; check for a proxy",
    )
  }
  return signatures
}
