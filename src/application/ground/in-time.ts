import { setTimeout as pause } from "node:timers/promises"

/** The work goes on all the same. */
export class TookTooLongError extends Error {}

/** The value that `work` resolves to, or an error once it has taken longer than `ms`. The work itself cannot be stopped. */
export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const timer = new AbortController()
  const late = pause(ms, undefined, { signal: timer.signal, ref: false }).then((): never => {
    throw new TookTooLongError(`took longer than ${ms / 1000} seconds`)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    timer.abort()
    late.catch(() => undefined)
  }
}
