import { setTimeout as pause } from "node:timers/promises"
import type { Pool } from "pg"
import { openWork } from "../lib/quiescence"
import { residentMb } from "../lib/resident"
import type { Stores } from "./stores"

const EVERY_MS = 5_000

/** The store at one moment. Undefined where the process or the database is away. */
export interface Sample {
  readonly minute: number
  /** Resident megabytes of the instance that is never killed. */
  readonly rssMb: number | undefined
  readonly connections: number | undefined
  readonly waiting: number | undefined
}

async function connectionsOf(db: Pool): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )
  return rows[0]!.n
}

/** Looks every five seconds until it is stopped. */
export function sampling(db: Pool, stores: Stores): { readonly samples: Sample[]; stop(): Promise<void> } {
  const samples: Sample[] = []
  const begun = performance.now()
  let going = true
  const loop = (async () => {
    while (going) {
      const unknown = () => undefined
      const [rssMb, connections, work] = await Promise.all([
        residentMb(stores.processes[0]!.pid).catch(unknown),
        connectionsOf(db).catch(unknown),
        openWork(db).catch(unknown),
      ])
      samples.push({ minute: (performance.now() - begun) / 60_000, rssMb, connections, waiting: work?.events })
      await pause(EVERY_MS)
    }
  })()
  return {
    samples,
    stop: async () => {
      going = false
      await loop
    },
  }
}
