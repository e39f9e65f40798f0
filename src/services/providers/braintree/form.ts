import { SignatureVerificationError } from "../../domain/errors"

/** The two fields of a webhook. `payload` is base64 of XML in lines, its last newline included: it is signed unchanged. */
export interface BraintreeForm {
  readonly signature: string
  readonly payload: string
}

/**
 * Reads the form. Throws SignatureVerificationError for a field that is missing or doubled: the choice of the signed one would be a guess.
 */
export function readForm(rawBody: Buffer): BraintreeForm {
  const form = new URLSearchParams(rawBody.toString("utf8"))
  const single = (name: string): string => {
    const [value, ...others] = form.getAll(name)
    if (!value || others.length) {
      throw new SignatureVerificationError(`${name} is not there exactly once; check that the call comes from Braintree`)
    }
    return value
  }
  return { signature: single("bt_signature"), payload: single("bt_payload") }
}
