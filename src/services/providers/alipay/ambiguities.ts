import type { Form } from "./form"
import { NAMES, TRADE_FIELDS } from "./notice"

/** Every field that a fact depends on. */
const READ_FIELDS: readonly string[] = ["notify_id", ...NAMES, ...TRADE_FIELDS]

/**
 * Fields by which the signed text can be read in another way. Its "&" and "=" are not escaped: anyone with a genuine notice could
 * fold `refund_fee` into the field before it (`receipt_amount=24.95&refund_fee=5.00` as one value) and the signature would still
 * hold. A merchant's own text may look alike by chance, so a person decides. Every value of the form is searched, also those that
 * are not stored.
 */
export const ambiguitiesOf = (form: Form): readonly string[] =>
  [...form].flatMap(([name, bytes]) => (bytes.includes(0x26) ? ambiguitiesIn(name, bytes.toString("latin1")) : []))

/** The same of a whole form that an older version stored. */
export const ambiguitiesOfStored = (fields: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(fields).flatMap(([name, value]) => (typeof value === "string" ? ambiguitiesIn(name, value) : []))

function ambiguitiesIn(name: string, value: string): readonly string[] {
  const other = value.includes("&") && READ_FIELDS.find((field) => value.includes(`&${field}=`))
  return other ? [`${name} holds "&${other}=", so that the signed text can be read in two ways`] : []
}
