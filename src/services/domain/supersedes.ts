interface DatedState<S extends string> {
  readonly state: S
  readonly at: Date | null
}

/**
 * Whether `reported` supersedes `known`. The higher rank does. Of equal states, and with `byClock` of different ones too, the
 * later report does by the provider's clock, as far as it distinguishes them.
 */
export function supersedes<S extends string>(
  reported: DatedState<S>,
  known: DatedState<S>,
  rank: Readonly<Record<S, number>>,
  byClock: boolean,
): boolean {
  if (byClock || reported.state === known.state) {
    const [then, now] = [known.at?.getTime(), reported.at?.getTime()]
    if (then !== undefined && now !== undefined && then !== now) return now > then
  }
  return rank[reported.state] > rank[known.state]
}
