import type { Form } from "./form"

/**
 * The two texts that Alipay may have signed: every field but `sign` (empty ones, too) sorted by name and joined as `name=value`
 * with "&", with `sign_type` among them or without. Trade notices leave it out. Service notices of one and the same type have
 * been seen both ways. Trying both is safe: `verify` accepts only one value of `sign_type`.
 */
export function signedTexts(form: Form): readonly Buffer[] {
  const fields = [...form].filter(([name]) => name !== "sign").sort(([a], [b]) => (a < b ? -1 : 1))
  return [fields.filter(([name]) => name !== "sign_type"), fields].map(join)
}

const join = (fields: readonly (readonly [string, Buffer])[]): Buffer =>
  Buffer.concat(fields.flatMap(([name, value], index) => [Buffer.from(`${index ? "&" : ""}${name}=`), value]))
