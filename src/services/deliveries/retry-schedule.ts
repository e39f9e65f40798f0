const MINUTE = 60
const HOUR = 60 * MINUTE

/** Seconds from a failed attempt to the next one, by its number: about 75 hours in all. */
const PAUSES: readonly number[] = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]

/** The first pause where the receiver expects a repeat within five seconds. */
const HURRIED = 3

/** No receiver may put a delivery off for longer. */
const LONGEST_PAUSE = 24 * HOUR

/**
 * Seconds until the attempt after the `attempt`-th (1, 2, …) one failed; undefined after the last one. Up to a tenth more or less, so
 * that what failed together does not come back together. What the receiver asks for is waited for, within a day.
 */
export function pauseAfter(
  attempt: number,
  retryAfterSeconds: number | undefined = 0,
  random: () => number = Math.random,
  { isHurried = false } = {},
): number | undefined {
  const pause = isHurried && attempt === 1 ? HURRIED : PAUSES[attempt - 1]
  if (pause === undefined) return undefined
  return Math.max(pause * (0.9 + random() * 0.2), Math.min(retryAfterSeconds, LONGEST_PAUSE))
}
