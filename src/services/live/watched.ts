import type { LiveRepository, WatchedTotal } from "../store/live-repository"
import type { Hint } from "./hint"
import type { Watch } from "./live-state"
import { Subject, type SubjectParts } from "./subject"

/** All that is watched in this process, and the one query that looks at it. */
export class Watched {
  readonly #rows: Pick<LiveRepository, "changed">
  readonly #parts: SubjectParts
  readonly #byKey = new Map<string, Subject>()
  /** Of one cart or order: one subject for each customer who may see it. */
  readonly #byPlace = new Map<string, Set<Subject>>()
  readonly customers = new Set<Subject>()
  #looking: Promise<void> | undefined

  constructor(rows: Pick<LiveRepository, "changed">, parts: SubjectParts) {
    this.#rows = rows
    this.#parts = parts
  }

  get subjects(): Iterable<Subject> {
    return this.#byKey.values()
  }

  /** The subject of a watch. Release it once for each time that it is held. */
  hold(watch: Watch): Subject {
    const subject = this.#byKey.get(watch.key) ?? this.#add(watch)
    subject.holders++
    return subject
  }

  release(subject: Subject): void {
    if (--subject.holders > 0) return
    this.#byKey.delete(subject.watch.key)
    this.customers.delete(subject)
    const place = placeOf(subject.watch)
    const beside = this.#byPlace.get(place)
    beside?.delete(subject)
    if (!beside?.size) this.#byPlace.delete(place)
  }

  /** Wakes the cart and the order that a hint names. */
  wake({ cart_id, order_id }: Hint): void {
    if (cart_id !== null) this.#wake({ kind: "cart", id: cart_id })
    if (order_id !== null) this.#wake({ kind: "order", id: order_id })
  }

  /** Looks at all carts and orders with one query, and wakes those that have changed. Looks do not overlap. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined))
    return this.#looking
  }

  async #look(): Promise<void> {
    const watched: WatchedTotal[] = []
    for (const [subject] of this.#byPlace.values()) {
      const { kind, id } = subject!.watch
      if (kind !== "customer" && subject!.total !== undefined) watched.push({ kind, id, total: subject!.total })
    }
    if (!watched.length) return
    for (const changed of await this.#rows.changed(watched)) this.#wake(changed)
  }

  #add(watch: Watch): Subject {
    const subject = new Subject(watch, this.#parts)
    this.#byKey.set(watch.key, subject)
    if (watch.kind === "customer") this.customers.add(subject)
    const place = placeOf(watch)
    const beside = this.#byPlace.get(place)
    if (beside) beside.add(subject)
    else this.#byPlace.set(place, new Set([subject]))
    return subject
  }

  #wake(place: Pick<Watch, "kind" | "id">): void {
    for (const subject of this.#byPlace.get(placeOf(place)) ?? []) subject.wake()
  }
}

const placeOf = ({ kind, id }: Pick<Watch, "kind" | "id">): string => `${kind}:${id}`
