/**
 * Runs `work` and renews its lease three times in every span of it. Otherwise another worker would take over slow work that still
 * goes on. If a renewal fails, the next one follows; a lease that is lost all the same shows when the outcome is written.
 */
export async function withHeartbeat<T>(renew: () => Promise<unknown>, leaseSeconds: number, work: () => Promise<T>): Promise<T> {
  const heartbeat = setInterval(() => void renew().catch(() => undefined), (leaseSeconds * 1000) / 3)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
  }
}
