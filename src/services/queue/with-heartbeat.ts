export interface Heartbeat {
  readonly leaseSeconds: number
  /** After this time the work is given up: its lease may lapse, and the caller goes on. */
  readonly longestSeconds: number
}

/**
 * Runs `work` and renews its lease three times in every span of it. Otherwise another worker would take over slow work that still
 * goes on. If a renewal fails, the next one follows; a lease that is lost all the same shows when the outcome is written. Work
 * that never ends would hold its row and its place in this process for ever: after `longestSeconds` this throws.
 */
export async function withHeartbeat<T>(
  renew: () => Promise<unknown>,
  { leaseSeconds, longestSeconds }: Heartbeat,
  work: () => Promise<T>,
): Promise<T> {
  const heartbeat = setInterval(() => void renew().catch(() => undefined), (leaseSeconds * 1000) / 3)
  let end: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    const error = new Error(`the work was still going on after ${longestSeconds} seconds; its lease is left to lapse`)
    end = setTimeout(() => reject(error), longestSeconds * 1000).unref()
  })
  try {
    return await Promise.race([work(), tooLong])
  } finally {
    clearInterval(heartbeat)
    clearTimeout(end)
  }
}
