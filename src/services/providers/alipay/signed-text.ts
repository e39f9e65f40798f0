import type { Form } from "./form"

/** The one `sign_type` that is accepted, and the one that is meant where the form has none: the options' keys are keys for it. */
export const RSA2 = "RSA2"

/**
 * The two texts that Alipay may have signed: every field but `sign` (empty ones, too) sorted by name and joined as `name=value`
 * with "&", with `sign_type` among them or without. Trade notices leave it out. Service notices of one and the same type have
 * been seen both ways, and whoever passed the form on may have dropped it. Trying both is safe: `verify` accepts only one value
 * of `sign_type`.
 */
export function signedTexts(form: Form): readonly Buffer[] {
  const others = [...form].filter(([name]) => name !== "sign" && name !== "sign_type")
  const fields: Field[] = [...others, ["sign_type", Buffer.from(RSA2)]]
  return [others, fields].map((parts) => join(parts.sort(([a], [b]) => (a < b ? -1 : 1))))
}

type Field = readonly [string, Buffer]

const join = (fields: readonly Field[]): Buffer =>
  Buffer.concat(fields.flatMap(([name, value], index) => [Buffer.from(`${index ? "&" : ""}${name}=`), value]))
