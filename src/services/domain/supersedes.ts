interface DatedState<S extends string> {
  readonly state: S
  readonly at: Date | null
}

/**
 * Does `reported` stand in place of `known`? The higher rank does; of equal states, and with `byClock` of different ones too, the later
 * by the provider's clock, as far as it tells them apart.
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
