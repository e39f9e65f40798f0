/**
 * Runs `work` and renews its lease three times in every span of it: without that, slow work would be taken over while it still goes on.
 * A renewal that fails is left to the next one, and a lease that is lost all the same shows when the outcome is written.
 */
export async function withHeartbeat<T>(renew: () => Promise<unknown>, leaseSeconds: number, work: () => Promise<T>): Promise<T> {
  const heartbeat = setInterval(() => void renew().catch(() => undefined), (leaseSeconds * 1000) / 3)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
  }
}
