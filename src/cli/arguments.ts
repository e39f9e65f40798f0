import { UsageError } from "./usage-error"

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A moment: an ISO 8601 time, or how long ago it was (`90m`, `6h`, `2d`). Throws UsageError. */
export function momentOf(name: string, text: string, now = new Date()): Date {
  const ago = /^(\d{1,5})([mhd])$/.exec(text)
  if (ago) return new Date(now.getTime() - Number(ago[1]) * UNITS[ago[2]!]!)
  const at = new Date(text)
  if (/^\d{4}-/.test(text) && !Number.isNaN(at.getTime())) return at
  throw new UsageError(`--${name} ${text} is not a time; write it as 2026-06-01T12:00:00Z, or as an age: 90m, 6h, 2d`)
}
