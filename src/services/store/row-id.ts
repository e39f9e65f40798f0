import { randomUUID } from "node:crypto"

/**
 * A row id with a prefix that sorts by time, as Medusa's ids do: milliseconds in base 36, then 80 random bits. Medusa's generator
 * asks the system for each of its sixteen random characters, and every webhook would pay for that.
 */
export const rowId = (prefix: string): string =>
  `${prefix}_${Date.now().toString(36).padStart(9, "0")}${randomUUID().replaceAll("-", "").slice(0, 20)}`
