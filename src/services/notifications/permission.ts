import type { CustomerNotice } from "./catalogue"
import { secondsOfQuiet } from "./quiet-hours"

/** What a customer chose. */
export interface ChosenPreference {
  /** Topic → channel → wanted; what is absent is wanted. */
  readonly topics: Readonly<Record<string, Readonly<Record<string, boolean>>>>
  /** `HH:MM` on the customer's own clock; null for none. */
  readonly quiet_from: string | null
  readonly quiet_to: string | null
  readonly time_zone: string | null
}

/** One way's permission: why nothing is sent on it, or how long to wait with it. */
export interface Permission {
  readonly suppressed: "guest" | "opted_out" | null
  readonly delaySeconds: number
}

/** Who is to be told. */
export interface Reader {
  /** Has an account. A guest is told what concerns the order, and nothing else. */
  readonly registered: boolean
  readonly preference: ChosenPreference | null
}

/**
 * What may be sent to somebody on each of `channels`, in their order. What is essential goes out on the first channel even where all
 * are switched off, and at night: it is about their money.
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
