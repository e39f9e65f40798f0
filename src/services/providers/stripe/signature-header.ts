import { SignatureVerificationError } from "../../domain/errors"
import { decodeHex } from "../../signature/decode"

const ELEMENT = /^(\w+)=(\S+)$/

/** The content of `Stripe-Signature`: the text of the signed timestamp, and the signatures of scheme v1. */
export interface StripeSignature {
  readonly timestamp: string
  readonly signatures: readonly Buffer[]
}

/**
 * Reads `t=<unix>,v1=<hex>[,v1=<hex>]`. Other schemes are ignored: v0 is a fake signature of test mode, made for that. Throws
 * SignatureVerificationError for a header without exactly one timestamp or without a v1 signature.
 */
export function readSignatureHeader(header: string): StripeSignature {
  const timestamps: string[] = []
  const signatures: Buffer[] = []
  for (const element of header.split(",")) {
    const [, scheme, value = ""] = ELEMENT.exec(element) ?? []
    if (!scheme) throw new SignatureVerificationError("the Stripe-Signature header is not t=…,v1=…")
    if (scheme === "t") timestamps.push(value)
    const signature = scheme === "v1" && decodeHex(value, 32)
    if (signature) signatures.push(signature)
  }
  const [timestamp, ...others] = timestamps
  // Stripe's library takes the last of several timestamps. We do not guess which of them was signed.
  if (timestamp === undefined || others.length) {
    throw new SignatureVerificationError("the Stripe-Signature header has not exactly one timestamp")
  }
  if (!signatures.length) throw new SignatureVerificationError("the Stripe-Signature header holds no v1 signature")
  return { timestamp, signatures }
}
