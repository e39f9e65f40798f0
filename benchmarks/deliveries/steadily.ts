import { setTimeout as wait } from "node:timers/promises"

/** Does something so many times a second, whether or not the last time has ended, until it is stopped. */
export function steadily(perSecond: number, work: () => Promise<unknown>): { stop(): Promise<void> } {
  const all = new Set<Promise<unknown>>()
  let isStopped = false
  const running = (async () => {
    const began = performance.now()
    for (let i = 0; !isStopped; i++) {
      await wait(Math.max(0, began + (i * 1000) / perSecond - performance.now()))
      const one: Promise<unknown> = work().finally(() => all.delete(one))
      all.add(one)
    }
  })()
  return {
    async stop() {
      isStopped = true
      await running
      await Promise.all(all)
    },
  }
}
