import type { Hint } from "./hint"
import type { LiveNews } from "./news"

/** However well hints work, a tag is not believed for longer. */
const FRESH_MS = 1_000

/** Tags that are kept; the one that was read first goes first. */
const MOST_TAGS = 10_000

/** Medusa's ids are far shorter. A longer one is read each time, and kept nowhere. */
const LONGEST_KEY = 128

/** `cart:…`, or `order:…`. */
export type StatusKey = `${"cart" | "order"}:${string}`

interface Tag {
  readonly etag: string
  /** The customer whom the read was made for; empty for a cart. */
  readonly owner: string
  /** When the read began: the status may have changed since. */
  readonly readAt: number
}

interface Reading {
  isSpoiled: boolean
}

/**
 * The ETags of statuses that were read within the last second. A client that has the very same status is answered without a query. It
 * never gets a status from here, so that nobody sees an older one than before: whoever has another ETag, or none, reads the rows.
 */
export class StatusTags {
  readonly #news: LiveNews
  readonly #tags = new Map<string, Tag>()
  readonly #readings = new Map<string, Set<Reading>>()
  /** Carts that a request is changing right now: they have no tag, and no read of theirs leaves one. */
  readonly #busy = new Map<string, number>()

  constructor({ liveNews }: { liveNews: LiveNews }) {
    this.#news = liveNews
    liveNews.hear((hint) => this.#onHint(hint))
  }

  /** Whether the status with one of these tags is the present one, for this owner. False where that is not known. */
  isCurrent(key: StatusKey, owner: string, etags: readonly string[]): boolean {
    const tag = this.#tags.get(key)
    if (!tag || tag.owner !== owner) return false
    return performance.now() - tag.readAt < FRESH_MS && etags.includes(tag.etag)
  }

  /** Call it before a read; the result keeps the tag that was read, unless a hint has come in the meantime. */
  begin(key: StatusKey, owner: string): (etag: string | undefined) => void {
    if (key.length > LONGEST_KEY) return () => undefined
    this.#news.start()
    const reading: Reading = { isSpoiled: this.#busy.has(key) }
    const beside = this.#readings.get(key) ?? new Set()
    this.#readings.set(key, beside.add(reading))
    const readAt = performance.now()
    return (etag) => {
      beside.delete(reading)
      if (!beside.size && this.#readings.get(key) === beside) this.#readings.delete(key)
      if (etag === undefined || reading.isSpoiled) return
      this.#tags.delete(key)
      this.#tags.set(key, { etag, owner, readAt })
      for (const oldest of this.#tags.keys()) {
        if (this.#tags.size <= MOST_TAGS) break
        this.#tags.delete(oldest)
      }
    }
  }

  /** Believes no tag of this status until the result is called: a shopper's own request changes it. */
  suspend(key: StatusKey): () => void {
    this.#busy.set(key, (this.#busy.get(key) ?? 0) + 1)
    this.#forget(key)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      const left = this.#busy.get(key)! - 1
      if (left) this.#busy.set(key, left)
      else this.#busy.delete(key)
      this.#forget(key)
    }
  }

  #onHint({ cart_id, order_id }: Hint): void {
    if (cart_id !== null) this.#forget(`cart:${cart_id}`)
    if (order_id !== null) this.#forget(`order:${order_id}`)
    if (cart_id !== null || order_id !== null) return
    for (const key of [...this.#tags.keys(), ...this.#readings.keys()]) this.#forget(key)
  }

  #forget(key: string): void {
    this.#tags.delete(key)
    for (const reading of this.#readings.get(key) ?? []) reading.isSpoiled = true
  }
}
