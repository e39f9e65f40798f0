import { LockTimeoutError } from "../domain/errors"

export interface KeyLockOptions {
  /** Longest wait for the key. */
  readonly waitMs: number
  /** After this time the key is let go of, although the work goes on. */
  readonly holdMs: number
}

/**
 * Runs work for one key at a time within this process, in the order of the calls. Those that wait hold nothing: a wait in the
 * database would keep a connection each.
 */
export class KeyLock {
  readonly #options: KeyLockOptions
  /** The keys that are held, with those who wait for each. */
  readonly #waiting = new Map<string, Array<() => void>>()

  constructor(options: KeyLockOptions) {
    this.#options = options
  }

  /** Throws LockTimeoutError when the wait is over, and does nothing then. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    await this.#enter(key)
    let isHeld = true
    const leave = () => {
      if (isHeld) this.#leave(key)
      isHeld = false
    }
    const end = setTimeout(leave, this.#options.holdMs).unref()
    try {
      return await work()
    } finally {
      clearTimeout(end)
      leave()
    }
  }

  #enter(key: string): Promise<void> {
    const waiting = this.#waiting.get(key)
    if (!waiting) {
      this.#waiting.set(key, [])
      return Promise.resolve()
    }
    const { waitMs } = this.#options
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(enter), 1)
        reject(new LockTimeoutError(`other work on ${key} went on for more than ${waitMs / 1000} seconds`))
      }, waitMs)
      waiting.push(enter)
    })
  }

  #leave(key: string): void {
    const next = this.#waiting.get(key)?.shift()
    if (next) next()
    else this.#waiting.delete(key)
  }
}
