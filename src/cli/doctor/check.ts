/** One thing that the doctor looked at. */
export interface Check {
  /** What was looked at: `account stripe: url`. */
  readonly check: string
  readonly level: "ok" | "warn" | "fail"
  /** One sentence: what is so, and how to mend it. */
  readonly says: string
}

export const ok = (check: string, says: string): Check => ({ check, level: "ok", says })
export const concern = (check: string, says: string): Check => ({ check, level: "warn", says })
export const failure = (check: string, says: string): Check => ({ check, level: "fail", says })
