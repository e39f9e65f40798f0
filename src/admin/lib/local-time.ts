const MINUTE_MS = 60_000

/** A time as a field of type `datetime-local` takes it: of this computer's zone, to the minute, downwards. */
export const localTime = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, "2026-06-01T12:00".length)

/** The time that such a field gives; undefined where it gives none. */
export function atLocalTime(given: string): Date | undefined {
  const at = new Date(given)
  return Number.isNaN(at.getTime()) ? undefined : at
}
