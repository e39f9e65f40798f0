import type { LiveState, Watch } from "./live-state"

/** Batches at once: a burst of reads leaves Medusa's connections to the other requests of shoppers. */
const AT_ONCE = 2

/** A read that hangs must not keep its place from all others; whoever needs it asks again. */
const READ_MS = 10_000

interface Waiting {
  readonly watch: Watch
  readonly state: Promise<LiveState | null>
  readonly onBegin: Array<() => void>
  resolve(state: LiveState | null): void
  reject(error: unknown): void
}

/**
 * Reads many statuses with few queries. While batches are read, all that is asked for gathers into the next one: fifty carts take as
 * many queries as one, and after the end of another instance a thousand clients come in a moment.
 */
export class BatchedReads {
  readonly #waiting = new Map<string, Waiting>()
  #running = 0

  /** A state that is read from now on, for all who ask before the read begins. `onBegin` is called when it does. */
  read(watch: Watch, onBegin?: () => void): Promise<LiveState | null> {
    const waiting = this.#waiting.get(watch.key) ?? this.#add(watch)
    if (onBegin) waiting.onBegin.push(onBegin)
    if (this.#running < AT_ONCE) void this.#run()
    return waiting.state
  }

  #add(watch: Watch): Waiting {
    const { promise, resolve, reject } = withResolvers<LiveState | null>()
    const waiting = { watch, state: promise, onBegin: [], resolve, reject }
    this.#waiting.set(watch.key, waiting)
    return waiting
  }

  async #run(): Promise<void> {
    this.#running++
    while (this.#waiting.size) await this.#readBatch(this.#take())
    this.#running--
  }

  /** The one that has waited longest, and those that are read like it. */
  #take(): Waiting[] {
    const batch: Waiting[] = []
    for (const [key, waiting] of this.#waiting) {
      const { reader } = batch[0]?.watch ?? waiting.watch
      if (waiting.watch.reader !== reader) continue
      batch.push(waiting)
      this.#waiting.delete(key)
      if (batch.length >= reader.most) break
    }
    return batch
  }

  async #readBatch(batch: readonly Waiting[]): Promise<void> {
    for (const { onBegin } of batch) for (const begin of onBegin) begin()
    try {
      const states = await inTime(batch[0]!.watch.reader.read(batch.map(({ watch }) => watch)))
      for (const [i, { resolve, reject }] of batch.entries()) {
        const state = states[i]
        if (state === undefined || state instanceof Error) reject(state ?? new Error("a status was not read"))
        else resolve(state)
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
}

function withResolvers<T>() {
  let [resolve, reject]: [(value: T) => void, (error: unknown) => void] = [() => undefined, () => undefined]
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue
    reject = onError
  })
  return { promise, resolve, reject }
}

async function inTime<T>(read: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`a status was not read within ${READ_MS / 1_000} seconds`)), READ_MS).unref()
  })
  try {
    return await Promise.race([read, late])
  } finally {
    clearTimeout(timer)
  }
}
