import type { CustomerNotice } from "./catalogue"
import { secondsOfQuiet } from "./quiet-hours"

/** A customer's preferences. */
export interface ChosenPreference {
  /** Topic → channel → wanted; an absent entry counts as wanted. */
  readonly topics: Readonly<Record<string, Readonly<Record<string, boolean>>>>
  /** `HH:MM` on the customer's own clock; null for none. */
  readonly quiet_from: string | null
  readonly quiet_to: string | null
  readonly time_zone: string | null
}

/** The permission for one channel: the suppression, or the delay before sending. */
export interface Permission {
  readonly suppressed: "guest" | "opted_out" | null
  readonly delaySeconds: number
}

/** The recipient of a message. */
export interface Reader {
  /** Has an account. A guest is notified only about the order. */
  readonly registered: boolean
  readonly preference: ChosenPreference | null
}

/**
 * The permission for each of `channels`, in their order. An essential message goes out on the first channel even where all are
 * switched off, and at night: it is about the recipient's money.
 */
export function permissionsFor(
  notice: CustomerNotice,
  { registered, preference }: Reader,
  channels: readonly string[],
  due: Date,
): readonly Permission[] {
  if (!registered && !notice.essential && !notice.guests) return channels.map(() => refused("guest"))
  const chosen = channels.map((channel) => wants(preference, notice.topic, channel))
  const wanted = notice.essential && !chosen.includes(true) ? channels.map((channel) => channel === channels[0]) : chosen
  const delaySeconds = notice.essential ? 0 : quietSeconds(preference, due)
  return wanted.map((isWanted) => (isWanted ? { suppressed: null, delaySeconds } : refused("opted_out")))
}

/** True unless the customer has switched the topic off on the channel. */
export const wants = (preference: ChosenPreference | null, topic: string, channel: string): boolean =>
  preference?.topics[topic]?.[channel] !== false

const refused = (suppressed: "guest" | "opted_out"): Permission => ({ suppressed, delaySeconds: 0 })

function quietSeconds(preference: ChosenPreference | null, now: Date): number {
  const { quiet_from: from, quiet_to: to, time_zone: timeZone } = preference ?? {}
  return from && to && timeZone ? secondsOfQuiet({ from, to, timeZone }, now) : 0
}
