import path from "node:path"
import { Pool } from "pg"
import { buildPlugin } from "../../scripts/lib/build"
import { onExit } from "../../scripts/lib/clean-up"
import { timed } from "../../scripts/lib/log"
import { createDatabase, dropDatabase, startPostgres, type Postgres, type Server } from "../../scripts/lib/postgres"
import { startStore, type StoreOptions, type StoreProcess } from "../../scripts/lib/store"
import { ensureTemplate } from "../../scripts/lib/template"
import { createGateway, type Gateway } from "../../src/testing"
import { countingStatements } from "./statements"

/** The base of every measurement: a PostgreSQL server, a seeded database to copy, and a gateway that has the payments. */
export interface Lab {
  readonly pg: Server & Pick<Postgres, "restart">
  readonly template: string
  readonly gateway: Gateway
  /** Starts the store of the checkout that is measured. */
  readonly startStore: typeof startStore
}

/** A fresh copy of a database and the stores on it; all of it goes with `close`. */
export interface Bench {
  readonly lab: Lab
  readonly db: Pool
  /** Name of the database. */
  readonly name: string
  readonly databaseUrl: string
  /** `gatewayUrl`: another gateway than the lab's. */
  start(
    options?: Omit<StoreOptions, "databaseUrl" | "gatewayUrl"> & Partial<Pick<StoreOptions, "gatewayUrl">>,
  ): Promise<StoreProcess>
  close(): Promise<void>
}

/** Builds the plugin and starts the lab; `DATABASE_URL` names a server to use instead of an embedded one. */
export async function openLab(): Promise<Lab> {
  await buildPlugin()
  const serverUrl = process.env.DATABASE_URL
  const pg = await timed("start PostgreSQL", () => startPostgres(serverUrl ? { serverUrl } : { settings: countingStatements }))
  return createLab(pg, await ensureTemplate(pg))
}

/** A lab on a running server. */
export async function createLab(pg: Lab["pg"], template: string): Promise<Lab> {
  const gateway = createGateway({ defaultAccount: "hmac" })
  await gateway.listen()
  onExit(() => gateway.close())
  return { pg, template, gateway, startStore }
}

/** The parts of `scripts/lib` that another checkout brings along. */
interface Scripts {
  readonly build: { buildPlugin(): Promise<void> }
  readonly template: { ensureTemplate(pg: Server): Promise<string> }
  readonly store: { startStore: typeof startStore }
}

/** A lab on the same server and gateway for the store of another checkout: its own build, migrations and seed. */
export async function labBeside(lab: Lab, folder: string): Promise<Lab> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is known at run time only
  const load = <Name extends keyof Scripts>(name: Name): Scripts[Name] => require(path.join(folder, "scripts", "lib", name))
  await load("build").buildPlugin()
  // As of a user's own server: its checkout would drop the templates of ours.
  const template = await load("template").ensureTemplate({ ...lab.pg, embedded: false })
  return { ...lab, template, startStore: load("store").startStore }
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
    name,
    databaseUrl,
    close,
    start: async (options = {}) => {
      // Its own workflow hook is the example store's work, not the plugin's.
      const env = { EXAMPLE_HOOKS: "off", ...options.env }
      const store = await lab.startStore({ gatewayUrl: lab.gateway.url, ...options, env, databaseUrl })
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
