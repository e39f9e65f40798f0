import { setTimeout as pause } from "node:timers/promises"
import { log } from "../../scripts/lib/log"
import type { Server, Postgres } from "../../scripts/lib/postgres"
import type { RedisDatabase } from "../lib/redis"
import type { Stores } from "./stores"

/** No signature is older than this for a clock that is ahead or behind: providers' tolerance is five minutes. */
const FARTHEST_MS = 120_000

/** Numbers of what was done to the store. */
export type Faults = Record<"postgres_restarts" | "redis_flushes" | "sigkills" | "clock_steps", number>

export interface FaultsGiven {
  readonly stores: Stores
  readonly pg: Server & Pick<Postgres, "restart">
  readonly redis: RedisDatabase | undefined
  readonly minutes: number
}

/** How often each fault comes in a run; the first after the store is warm, the last with time left to recover. */
const TIMES = { postgres_restarts: 3, redis_flushes: 4, sigkills: 5, clock_steps: 10 } as const satisfies Faults

/** Does everything to the store that a year does, at random moments; each kind by itself, so that faults also meet. */
export async function makeFaults({ stores, pg, redis, minutes }: FaultsGiven): Promise<Faults> {
  const made: Faults = { postgres_restarts: 0, redis_flushes: 0, sigkills: 0, clock_steps: 0 }
  const acts: Record<keyof Faults, (() => Promise<unknown> | void) | undefined> = {
    postgres_restarts: pg.restart,
    redis_flushes: redis && (() => redis.flush()),
    sigkills: () => stores.killSecond(),
    clock_steps: () => stores.stepClock(Math.floor(Math.random() * 2), Math.round((Math.random() * 2 - 1) * FARTHEST_MS)),
  }
  const spanMs = minutes * 60_000
  await Promise.all(
    (Object.keys(TIMES) as Array<keyof Faults>).map(async (what) => {
      const begun = performance.now()
      for (let n = 0; n < TIMES[what]; n++) {
        const dueMs = spanMs * (0.1 + (0.75 * (n + Math.random())) / TIMES[what])
        await pause(Math.max(1_000, begun + dueMs - performance.now()))
        const act = acts[what]
        if (!act) return
        await act()
        made[what]++
        log(`${what.replaceAll("_", " ")}: ${made[what]}`)
      }
    }),
  )
  return made
}
