/** Alipay writes Beijing's time without saying so; China has no summer time. */
const BEIJING_HOURS = 8

const TIME = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{3}))?$/

/** Reads `2025-06-01 20:00:00`, with or without milliseconds. Undefined for a date that no calendar has: a time is never guessed. */
export function readTime(text: string | undefined): Date | undefined {
  const [, ...parts] = TIME.exec(text ?? "") ?? []
  if (!parts.length) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = parts.map((part) => Number(part ?? 0))
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond))
  // Date rolls 30 February over into March.
  if (local.toISOString().slice(0, 19) !== text?.slice(0, 19).replace(" ", "T")) return undefined
  return new Date(local.getTime() - BEIJING_HOURS * 3_600_000)
}

/** A time in the form that Alipay reads. */
export const writeTime = (at: Date): string =>
  new Date(at.getTime() + BEIJING_HOURS * 3_600_000).toISOString().slice(0, 19).replace("T", " ")
