export interface BackoffOptions {
  readonly initialSeconds: number
  readonly maxSeconds: number
}

/**
 * Seconds to wait after the `attempt`-th failure (1, 2, …): doubled each time up to the maximum. The upper half is jitter, so
 * that events which failed together (because a provider or a database was away) do not come back together.
 */
export function backoff(
  attempt: number,
  { initialSeconds, maxSeconds }: BackoffOptions,
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(maxSeconds, initialSeconds * 2 ** Math.min(attempt - 1, 52))
  return ceiling / 2 + (random() * ceiling) / 2
}
