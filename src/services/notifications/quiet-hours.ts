const DAY_MINUTES = 24 * 60

/** A span of the day on a person's own clock. It may go over midnight. */
export interface QuietHours {
  /** `HH:MM`. */
  readonly from: string
  readonly to: string
  /** IANA name: `Europe/Berlin`. */
  readonly timeZone: string
}

/** True for a time zone that this system knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Seconds from `now` until quiet hours are over; 0 outside of them. */
export function secondsOfQuiet({ from, to, timeZone }: QuietHours, now: Date): number {
  const [begin, end, local] = [minutesOf(from), minutesOf(to), minutesAt(now, timeZone)]
  const length = ahead(begin, end)
  if (ahead(begin, local) >= length) return 0
  const until = new Date(now.getTime() + ahead(local, end) * 60_000 - (now.getTime() % 60_000))
  // If the clocks are put forward or back in between, the end comes earlier or later by as much.
  const missed = ((minutesAt(until, timeZone) - end + DAY_MINUTES + DAY_MINUTES / 2) % DAY_MINUTES) - DAY_MINUTES / 2
  return Math.max(0, Math.round((until.getTime() - missed * 60_000 - now.getTime()) / 1000))
}

/** Minutes from one time of day to the next occurrence of another. */
const ahead = (from: number, to: number): number => (to - from + DAY_MINUTES) % DAY_MINUTES

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number)
  return hours * 60 + minutes
}

function minutesAt(date: Date, timeZone: string): number {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
  return minutesOf(clock.format(date))
}
