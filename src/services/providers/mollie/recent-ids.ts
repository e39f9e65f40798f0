/** Remembers a value for each of at most so many ids; the id that was put longest ago is forgotten first. */
export class RecentIds<Value> {
  readonly #values = new Map<string, Value>()

  constructor(readonly most: number) {}

  get(id: string): Value | undefined {
    return this.#values.get(id)
  }

  put(id: string, value: Value): void {
    this.#values.delete(id)
    this.#values.set(id, value)
    const [oldest] = this.#values.keys()
    if (this.#values.size > this.most && oldest !== undefined) this.#values.delete(oldest)
  }

  delete(id: string): void {
    this.#values.delete(id)
  }
}
