import net from "node:net"

/** Redis has 16 databases, numbered from 0. People start at 0; the tests of this project use the last one. */
const CANDIDATES = [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]

/** Sends commands over one connection in Redis's inline form; resolves to the replies, rejects when one is an error. */
function commands(server: URL, lines: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(server.port || 6379), server.hostname)
    const auth = server.password
      ? [`AUTH ${server.username ? `${server.username} ` : ""}${decodeURIComponent(server.password)}`]
      : []
    const all = [...auth, ...lines]
    let text = ""
    socket.setTimeout(2000, () => socket.destroy(new Error("Redis does not answer")))
    socket.once("error", reject)
    socket.once("connect", () => socket.write(all.map((line) => `${line}\r\n`).join("")))
    socket.on("data", (chunk) => {
      text += chunk.toString()
      const replies = text.split("\r\n").slice(0, -1)
      const failure = replies.find((reply) => reply.startsWith("-"))
      if (failure) reject(new Error(`Redis: ${failure.slice(1)}`))
      else if (replies.length < all.length) return
      else resolve(replies.slice(auth.length))
      socket.destroy()
    })
  })
}

/** A Redis database for one measurement; `release` empties it. */
export interface RedisDatabase {
  readonly url: string
  /** Empties it while it is used. */
  flush(): Promise<void>
  release(): Promise<void>
}

/**
 * Takes an empty database of the server at REDIS_URL: other stores' queues on it would be worked on by our workers, and ours by
 * theirs. Undefined when no Redis answers or all its databases are in use.
 */
export async function takeRedisDatabase(): Promise<RedisDatabase | undefined> {
  const server = new URL(process.env.REDIS_URL ?? "redis://127.0.0.1:6379")
  for (const n of CANDIDATES) {
    try {
      const [, size] = await commands(server, [`SELECT ${n}`, "DBSIZE"])
      if (size !== ":0") continue
    } catch {
      return undefined
    }
    const url = new URL(server)
    url.pathname = `/${n}`
    const flush = async () => void (await commands(server, [`SELECT ${n}`, "FLUSHDB"]))
    return { url: url.toString(), flush, release: flush }
  }
  return undefined
}
