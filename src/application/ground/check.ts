/** One check of the doctor. */
export interface Check {
  /** The object of the check: `account stripe: url`. */
  readonly check: string
  readonly level: "ok" | "warn" | "fail"
  /** One sentence: the finding, and how to mend it. */
  readonly says: string
}

export const ok = (check: string, says: string): Check => ({ check, level: "ok", says })
export const concern = (check: string, says: string): Check => ({ check, level: "warn", says })
export const failure = (check: string, says: string): Check => ({ check, level: "fail", says })
