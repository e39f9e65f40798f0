/**
 * A transaction's outcome by its `respCode`: `open` while nobody knows yet, `unclear` where the code says that money may have
 * moved all the same, or where UnionPay documents no such code.
 */
export type Outcome = "succeeded" | "open" | "failed" | "unclear"

/** 00, and A6, "success with a defect": UnionPay takes it as accepted, though the issuer's answer never came. */
const SUCCEEDED = ["00", "A6"]

/** A timeout (03), a state that is not clear (04), accepted (05), waiting for the payer (70), in work at the issuer (83). */
const OPEN = ["03", "04", "05", "70", "83"]

/**
 * Codes by which UnionPay has refused a transaction for good. Not among them: a repeated transaction, of which the first one may
 * stand (12), a debit that came too late or was not booked (42, 74, 75), a transaction that is refunded, voided or reversed already
 * (45, 46), and errors that leave the outcome open (06, 84, 99).
 */
const FAILED = [
  ...["01", "02", "10", "11", "13", "14", "30", "31", "32", "33", "34", "35", "36", "37", "38", "39", "40", "41", "43", "44"],
  ...["60", "61", "62", "63", "64", "65", "66", "67", "68", "69", "71", "72", "73", "76", "77", "78", "79", "80", "81", "82"],
  ...["85", "86", "87", "88", "89", "90", "91", "92", "93", "94", "95", "96", "98"],
]

const OUTCOMES: ReadonlyMap<string, Outcome> = new Map([
  ...SUCCEEDED.map((code) => [code, "succeeded"] as const),
  ...OPEN.map((code) => [code, "open"] as const),
  ...FAILED.map((code) => [code, "failed"] as const),
])

export const outcomeOf = (respCode: string): Outcome => OUTCOMES.get(respCode) ?? "unclear"

/** The meaning of codes that are unclear, for a person. */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ["12", "the transaction is a repetition, and the first one may stand"],
  ["42", "the payer was debited, but after the time allowed"],
  ["45", "the original transaction was refunded or voided before"],
  ["46", "the transaction was reversed"],
  ["74", "the payer was debited, and whether it was booked is not known"],
  ["75", "the payer was debited, and it was not booked"],
])

/** An outcome in words. */
export const inWords = (respCode: string): string => {
  const words = {
    succeeded: "it succeeded",
    open: "it is not finished",
    failed: "it was refused",
    unclear: "its outcome is not clear",
  }
  return MEANINGS.get(respCode) ?? words[outcomeOf(respCode)]
}
