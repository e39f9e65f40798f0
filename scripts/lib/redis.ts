import net from "node:net"

/** The Redis of the specs that need one. Database 15, so that no data of a developer's own is mixed in. */
export const testRedisUrl = (): string => process.env.TEST_REDIS_URL ?? "redis://127.0.0.1:6379/15"

/** Rejects where nothing listens at this Redis URL. Medusa itself would wait a minute and a half before it says so. */
export function reachRedis(url: string): Promise<void> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port || 6379), hostname, () => {
      socket.destroy()
      resolve()
    })
    socket.once("error", (cause) => reject(new Error(`These tests need Redis at ${url}; set TEST_REDIS_URL`, { cause })))
  })
}
