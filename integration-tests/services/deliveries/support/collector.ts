import { poll } from "../../../setup"

/** Collects what a consumer reads in the background. */
export class Collector<T> {
  #items: T[] = []

  readonly push = (item: T): void => void this.#items.push(item)

  async take(count: number): Promise<readonly T[]> {
    await poll(`${count} messages at the consumer`, async () => this.#items.length >= count)
    return this.#items.splice(0)
  }
}
