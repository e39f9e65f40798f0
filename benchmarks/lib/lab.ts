import { Pool } from "pg"
import { buildPlugin } from "../../scripts/lib/build"
import { onExit } from "../../scripts/lib/clean-up"
import { timed } from "../../scripts/lib/log"
import { createDatabase, dropDatabase, startPostgres, type Server } from "../../scripts/lib/postgres"
import { startStore, type StoreOptions, type StoreProcess } from "../../scripts/lib/store"
import { ensureTemplate } from "../../scripts/lib/template"
import { createGateway, type Gateway } from "../../src/testing"

/** The base of every measurement: a PostgreSQL server, a seeded database to copy, and a gateway that has the payments. */
export interface Lab {
  readonly pg: Server
  readonly template: string
  readonly gateway: Gateway
}

/** A fresh copy of a database and the stores on it; all of it goes with `close`. */
export interface Bench {
  readonly lab: Lab
  readonly db: Pool
  readonly databaseUrl: string
  start(options?: Omit<StoreOptions, "databaseUrl" | "gatewayUrl">): Promise<StoreProcess>
  close(): Promise<void>
}

/** Builds the plugin and starts the lab; `DATABASE_URL` names a server to use instead of an embedded one. */
export async function openLab(): Promise<Lab> {
  await buildPlugin()
  const serverUrl = process.env.DATABASE_URL
  const pg = await timed("start PostgreSQL", () => startPostgres(serverUrl ? { serverUrl } : {}))
  return createLab(pg, await ensureTemplate(pg))
}

/** A lab on a running server. */
export async function createLab(pg: Server, template: string): Promise<Lab> {
  const gateway = createGateway({ defaultAccount: "hmac" })
  await gateway.listen()
  onExit(() => gateway.close())
  return { pg, template, gateway }
}

let databases = 0

/** A database name of this process's own. */
export const databaseName = (): string => `payment_notifications_bench_${process.pid}_${++databases}`

/** Copies `template` (default: the lab's) for one measurement. */
export async function openBench(lab: Lab, template = lab.template): Promise<Bench> {
  const name = databaseName()
  const databaseUrl = await createDatabase(lab.pg, name, template)
  const db = new Pool({ connectionString: databaseUrl, max: 3 })
  // Dropping the database ends idle connections; without a listener that would end this process too.
  db.on("error", () => {})
  const stores: StoreProcess[] = []
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await Promise.all(stores.map((store) => store.stop()))
    await db.end()
    await dropDatabase(lab.pg, name)
  }
  onExit(close)
  return {
    lab,
    db,
    databaseUrl,
    close,
    start: async (options = {}) => {
      // Its own workflow hook is the example store's work, not the plugin's.
      const env = { EXAMPLE_HOOKS: "off", ...options.env }
      const store = await startStore({ ...options, env, databaseUrl, gatewayUrl: lab.gateway.url })
      stores.push(store)
      return store
    },
  }
}

/** Runs `work` on a bench and closes it, whatever happens. */
export async function onBench<T>(lab: Lab, template: string | undefined, work: (bench: Bench) => Promise<T>): Promise<T> {
  const bench = await openBench(lab, template)
  try {
    return await work(bench)
  } finally {
    await bench.close()
  }
}
