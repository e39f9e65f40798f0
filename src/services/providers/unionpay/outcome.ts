/** A transaction's outcome by its `respCode`. */
export type Outcome = "succeeded" | "unknown" | "failed"

/**
 * 00 is success, and so is A6, "success with a defect": UnionPay takes it as accepted, though the issuer's answer never came. 03,
 * 04 and 05 mean that nobody knows yet. All others are failures.
 */
const OUTCOMES: ReadonlyMap<string, Outcome> = new Map([
  ["00", "succeeded"],
  ["A6", "succeeded"],
  ["03", "unknown"],
  ["04", "unknown"],
  ["05", "unknown"],
])

export const outcomeOf = (respCode: string): Outcome => OUTCOMES.get(respCode) ?? "failed"
