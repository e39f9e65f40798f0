import { SignatureVerificationError } from "../../domain/errors"
import type { Form } from "./form"
import { READ_FIELDS } from "./notice"

/** Never part of the signed text, or of some notices' only. */
const SIGN = "sign"
const SIGN_TYPE = "sign_type"

/**
 * The two texts that Alipay may have signed: every field but `sign` (empty ones, too) sorted by name and joined as `name=value` with
 * "&", with `sign_type` among them or without. Trade notices leave it out; service notices of one and the same type have been seen
 * both ways. Trying both is safe, since `sign_type` can say one thing only.
 */
export function signedTexts(form: Form): readonly Buffer[] {
  const fields = [...form].filter(([name]) => name !== SIGN).sort(([a], [b]) => (a < b ? -1 : 1))
  return [fields.filter(([name]) => name !== SIGN_TYPE), fields].map(join)
}

const join = (fields: readonly (readonly [string, Buffer])[]): Buffer =>
  Buffer.concat(fields.flatMap(([name, value], index) => [Buffer.from(`${index ? "&" : ""}${name}=`), value]))

/**
 * Requires that the signed text can be read in one way only. Its "&" and "=" are not escaped: whoever holds a genuine notice could
 * fold `refund_fee` into the field before it (`receipt_amount=24.95&refund_fee=5.00` as one value) and keep the signature.
 * Throws SignatureVerificationError when a value holds a field that we act on.
 */
export function requireOneReading(form: Form): void {
  for (const value of form.values()) {
    const text = value.toString("latin1")
    if (text.includes("&") && READ_FIELDS.some((name) => text.includes(`&${name}=`))) {
      throw new SignatureVerificationError("the signed text can be read in two ways: a value holds another field")
    }
  }
}
