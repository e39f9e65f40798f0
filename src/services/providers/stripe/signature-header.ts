import { SignatureVerificationError } from "../../domain/errors"
import { decodeHex } from "../../signature/decode"

/** What `Stripe-Signature` says: the signed timestamp as it stands there, and the signatures of scheme v1. */
export interface StripeSignature {
  readonly timestamp: string
  readonly signatures: readonly Buffer[]
}

/**
 * Reads `t=<unix>,v1=<hex>[,v1=<hex>]`. Other schemes are passed over: v0 is a fake signature of test mode, made to be ignored.
 * Throws SignatureVerificationError for a header without exactly one timestamp or without a v1 signature.
 */
export function readSignatureHeader(header: string): StripeSignature {
  const elements = header.split(",").map((element) => /^(\w+)=(\S+)$/.exec(element))
  if (!elements.every((element) => element !== null)) {
    throw new SignatureVerificationError("the Stripe-Signature header is not t=…,v1=…")
  }
  const valuesOf = (scheme: string) => elements.flatMap(([, key, value]) => (key === scheme && value ? [value] : []))
  const [timestamp, ...others] = valuesOf("t")
  // Stripe's library takes the last of several timestamps; which of them was signed is not ours to guess.
  if (timestamp === undefined || others.length) {
    throw new SignatureVerificationError("the Stripe-Signature header has not exactly one timestamp")
  }
  const signatures = valuesOf("v1").flatMap((hex) => decodeHex(hex, 32) ?? [])
  if (!signatures.length) throw new SignatureVerificationError("the Stripe-Signature header holds no v1 signature")
  return { timestamp, signatures }
}
