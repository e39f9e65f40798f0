import { setTimeout as pause } from "node:timers/promises"
import { log } from "../../scripts/lib/log"
import type { StoreProcess } from "../../scripts/lib/store"

/** Kills the store without warning at `count` random moments within `seconds`, one per equal part, and starts it again each time. */
export async function killRepeatedly(
  start: () => Promise<StoreProcess>,
  first: StoreProcess,
  { count, seconds }: { count: number; seconds: number },
): Promise<void> {
  const begun = performance.now()
  let store = first
  for (let n = 0; n < count; n++) {
    const dueMs = ((n + 0.1 + Math.random() * 0.8) * seconds * 1000) / count
    // On a machine so slow that the store is not back yet, the next kill comes a little later, never two at once.
    await pause(Math.max(500, dueMs - (performance.now() - begun)))
    await store.kill("SIGKILL")
    log(`kill ${n + 1} of ${count} after ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    store = await start()
    log("the store is back")
  }
}
