/** The recent webhooks of one account. */
export interface WebhookHabit {
  /** When the last webhooks came, in any order. */
  readonly receivedAt: readonly Date[]
  readonly now: Date
}

export interface SilenceThresholds {
  readonly silenceFactor: number
  readonly silenceMinMinutes: number
}

export interface Silence {
  readonly since: Date
  /** The usual pause between two webhooks. */
  readonly usualGapMinutes: number
}

/** Fewer gaps show no habit. */
const LEAST_GAPS = 5

/**
 * The silence of an account that has sent nothing for many times its usual gap. The usual gap is the median, so that one night or
 * one burst does not decide. Undefined if the account is not silent, or too few webhooks are known.
 */
export function silenceOf({ receivedAt, now }: WebhookHabit, thresholds: SilenceThresholds): Silence | undefined {
  const times = receivedAt.map((at) => at.getTime()).sort((a, b) => a - b)
  const last = times.at(-1)
  if (last === undefined || times.length <= LEAST_GAPS) return undefined
  const gaps = times.slice(1).map((at, index) => at - times[index]!)
  const usual = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)]!
  const limit = Math.max(usual * thresholds.silenceFactor, thresholds.silenceMinMinutes * 60_000)
  return now.getTime() - last > limit ? { since: new Date(last), usualGapMinutes: usual / 60_000 } : undefined
}
