import type { Fields } from "./fields"

/** Every field that a fact depends on. */
const READ_FIELDS = [
  ...["txnType", "merId", "orderId", "txnTime", "respCode", "queryId", "origQryId", "origOrderId", "origRespCode"],
  ...["reqReserved", "txnAmt", "currencyCode"],
]

/**
 * Fields by which the signed text can be read in another way. It joins `k=v` with "&" and escapes nothing: anyone with a genuine
 * message could fold a field into the value before it, and the signature would still hold. A merchant's own text may look alike
 * by chance, so a person decides.
 */
export const ambiguitiesOf = (fields: Fields): readonly string[] =>
  [...fields].flatMap(([name, bytes]) => {
    const value = bytes.includes("&") ? bytes.toString("latin1") : ""
    const other = value && READ_FIELDS.find((field) => value.includes(`&${field}=`))
    return other ? [`${name} holds "&${other}=", so that the signed text can be read in two ways`] : []
  })

/** Whether a field is hidden in the value of another one. */
export const hides = (fields: Fields, name: string): boolean => [...fields.values()].some((bytes) => bytes.includes(`&${name}=`))
