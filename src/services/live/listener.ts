import { setTimeout as pause } from "node:timers/promises"
import { backoff } from "../domain/backoff"
import type { HintConnection, LiveRepository } from "../store/live-repository"
import { PROCESS_NAME } from "../store/process-name"
import { decodeHint, type Hint } from "./hint"
import { CHANNEL } from "./hints"

const RETRY = { initialSeconds: 0.5, maxSeconds: 30 }

/** For a polite end. A database that hangs must not hold up a shutdown. */
const END_MS = 1_000

interface ListenerParts {
  readonly rows: Pick<LiveRepository, "createClient">
  readonly onHint: (hint: Hint) => void
  /** Hints may have been missed: look at everything once. */
  readonly onGap: () => void
}

/**
 * One connection of its own that hears the hints of other processes. It comes back by itself when it is cut, and nothing depends on
 * it: a connection that hangs unnoticed only makes a stream a second slower.
 */
export class LiveListener {
  readonly #parts: ListenerParts
  #client: HintConnection | undefined
  #retry: NodeJS.Timeout | undefined
  #failures = 0
  #isStopped = true

  constructor(parts: ListenerParts) {
    this.#parts = parts
  }

  start(): void {
    if (!this.#isStopped) return
    this.#isStopped = false
    void this.#connect()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#retry)
    const client = this.#client
    this.#client = undefined
    if (client) await leave(client)
  }

  async #connect(): Promise<void> {
    const client = this.#createClient()
    if (!client) return
    this.#client = client
    client.on("notification", ({ payload }) => {
      const hint = decodeHint(PROCESS_NAME, payload)
      if (hint) this.#parts.onHint(hint)
    })
    // The driver reports one end in several ways; the first counts.
    let isLost = false
    const lost = () => {
      if (isLost) return
      isLost = true
      this.#lose(client)
    }
    client.once("end", lost)
    try {
      await client.connect()
      await client.query(`LISTEN ${CHANNEL}`)
      this.#failures = 0
      this.#parts.onGap()
    } catch {
      void leave(client)
      lost()
    }
  }

  /** Undefined once the pool is gone: the process ends, and a failure of a hint's connection must not be the reason. */
  #createClient(): HintConnection | undefined {
    try {
      return this.#parts.rows.createClient()
    } catch {
      return undefined
    }
  }

  #lose(client: HintConnection): void {
    if (this.#isStopped || this.#client !== client) return
    this.#failures++
    this.#retry = setTimeout(() => void this.#connect(), backoff(this.#failures, RETRY) * 1_000).unref()
  }
}

async function leave(client: HintConnection): Promise<void> {
  const late = new AbortController()
  const ended = client.end().then(
    () => true,
    () => true,
  )
  const isOver = await Promise.race([ended, pause(END_MS, false, { signal: late.signal }).catch(() => true)])
  late.abort()
  if (!isOver) await client.cut()
}
