import type { LiveRepository } from "../store/live-repository"
import type { Hint } from "./hint"
import type { Subject } from "./subject"

/** A transaction that commits later than this after its write is found by the look at all customers. */
const RECENT_SECONDS = 15

/** How often customers are looked at without any sign of a change. */
const LOOK_AT_ALL_MS = 60_000

type Place = Pick<Hint, "cart_id" | "order_id">

interface CustomersParts {
  readonly rows: Pick<LiveRepository, "recent">
  readonly subjects: ReadonlySet<Subject>
  readonly onFault: (error: unknown) => void
}

/**
 * Finds the signed-in customers whom a change is about. Their payments are no fixed set: a new cart may be theirs, so each change is
 * asked for its owner, many changes at once.
 */
export class Customers {
  readonly #parts: CustomersParts
  #seen = new Map<string, number>()
  #places: Place[] = []
  #isPlacing = false
  #lookedAt = Date.now()

  constructor(parts: CustomersParts) {
    this.#parts = parts
  }

  /** Wakes the customers whom the place belongs to. */
  wake(place: Place): void {
    if (!this.#parts.subjects.size) return
    this.#places.push(place)
    if (!this.#isPlacing) void this.#place()
  }

  /** The look of each second: what has changed lately, wherever it was written. */
  async look(): Promise<void> {
    const { subjects } = this.#parts
    if (!subjects.size) return
    if (Date.now() - this.#lookedAt >= LOOK_AT_ALL_MS) {
      this.#lookedAt = Date.now()
      for (const subject of subjects) subject.wake()
    }
    const recent = await this.#parts.rows.recent(RECENT_SECONDS)
    const news = recent.filter(({ id, version }) => this.#seen.get(id) !== version)
    this.#seen = new Map(recent.map(({ id, version }) => [id, version]))
    for (const place of news) this.wake(place)
  }

  async #place(): Promise<void> {
    this.#isPlacing = true
    try {
      while (this.#places.length) {
        const places = this.#places
        this.#places = []
        const [any] = this.#parts.subjects
        const ids = (column: keyof Place) => [...new Set(places.flatMap((place) => place[column] ?? []))]
        const owners = new Set(await any?.watch.ownersOf?.(ids("cart_id"), ids("order_id")))
        for (const subject of this.#parts.subjects) if (owners.has(subject.watch.id)) subject.wake()
      }
    } catch (error) {
      // The next look begins anew.
      this.#seen = new Map()
      this.#parts.onFault(error)
    } finally {
      this.#isPlacing = false
    }
  }
}
