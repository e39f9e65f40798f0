import { setTimeout as pause } from "node:timers/promises"

export interface PollOptions {
  /** Milliseconds until it gives up. Default 20,000. */
  timeoutMs?: number
  /** Milliseconds between two looks. Default 50. */
  everyMs?: number
}

/** Looks again and again until `look` gives a value; rejects with `what` when time is up. */
export async function poll<T>(
  what: string,
  look: () => Promise<T | undefined | false | null>,
  { timeoutMs = 20_000, everyMs = 50 }: PollOptions = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}`)
    await pause(everyMs)
  }
}
