import { Pool } from "pg"
import { gatewayAccounts } from "../../scripts/lib/accounts"
import { freePort } from "../../scripts/lib/free-port"
import type { JsonCall } from "../../scripts/lib/http"
import { createShop, type Shop } from "../../scripts/lib/shop"
import { startStore, type StoreProcess } from "../../scripts/lib/store"
import { adminCaller, readStoreFacts, type StoreFacts } from "../../scripts/lib/store-facts"
import type { PaymentNotificationOptions } from "../../src"
import { createGateway, type Gateway, type GatewayOptions } from "../../src/testing"
import { CONTROL, controlOf, type Control, type JobName, type Order } from "./control"
import { copyingCheckout } from "./copy-checkout"
import { createTestDatabase } from "./database"
import { stepTestClock } from "./test-clock"

export interface ProcessOptions {
  /** More environment for the store's configuration. */
  env?: Record<string, string>
  /** Plugin options laid over those of the example store, key by key at the top level. */
  options?: PaymentNotificationOptions
  mode?: "shared" | "server" | "worker"
  /** Serve the dashboard; it must have been built. */
  admin?: boolean
}

export interface BootOptions extends Omit<ProcessOptions, "options"> {
  /** The options of a process, or a function that makes them from the gateway's URL. */
  options?: PaymentNotificationOptions | ((gatewayUrl: string) => PaymentNotificationOptions)
  gateway?: GatewayOptions
}

/** A command that has run to its end. */
export interface Ended {
  readonly code: number
  /** Its output, parsed where it is JSON. */
  readonly out: any
  readonly stderr: string
}

/** Where it printed nothing, a failing test must show why. */
export const endedWith = ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }): Ended => ({
  code,
  out: stdout.startsWith("{") ? JSON.parse(stdout) : stdout || stderr.slice(-2_000),
  stderr,
})

export interface BusEvent {
  readonly name: string
  readonly data: any
}

/** A running store with everything that a spec needs to shop in it, to pay, and to inspect it. */
export interface SharedStore {
  readonly url: string
  readonly gateway: Pick<Gateway, "url" | "client" | "idle">
  readonly facts: StoreFacts
  /** A storefront's calls; its checkouts are copies of one that was made over HTTP. */
  readonly shop: Shop
  /** The admin API as the demo admin. */
  readonly admin: JsonCall
  readonly db: Pool
  readonly databaseUrl: string
  /** Runs a job now, whatever its schedule. */
  job(name: JobName): Promise<void>
  /** Runs a workflow in the store. */
  run<T = any>(workflow: string, input: object): Promise<T>
  /** Runs a command of the plugin's inside the store. */
  command(args: readonly string[]): Promise<Ended>
  /** Has the store run a script's default export with its container and this input; answers what it returns. */
  exec<T>(file: string, input: unknown): Promise<T>
  /** Gives the running store these options over those of its boot, and the sweep. Of an earlier call nothing stays. */
  setOptions(options: PaymentNotificationOptions): Promise<void>
  /** The last lines that the store printed, oldest first. */
  logs(): Promise<string[]>
  /** Payments and orders that were announced on the store's bus, since the spec first asked. */
  events(): Promise<BusEvent[]>
}

/** A store of the spec's own, which the spec may stop, kill and start anew. */
export interface TestStore extends SharedStore {
  /** The current process; a new one after `restart`. */
  readonly store: StoreProcess
  /** The control of the current process. */
  readonly control: Control
  /**
   * Work about `about` goes no further than this point and hangs until the process is killed; resolves when it has come there.
   * Points: `step NAME` (done), `event NAME` (not yet on the bus), and of a message `planned`, `claimed`, `handed over` (not
   * yet), `sent`, `recorded` (not yet); of a delivery `delivery claimed`, `delivery confirmed` (not yet recorded),
   * `attention raised` (not yet), `given up noticed` (not yet).
   */
  cut(at: string, about?: string): Promise<void>
  /** Has the store print `step NAME is run` each time that it is run, and fail this many times first. */
  watch(step: string, failures?: number): Promise<void>
  /** Steps the database's clock, which decides when the plugin's rows are due, and lets the sweep look. */
  step(seconds: number): Promise<void>
  /** Ends the process (SIGTERM; SIGKILL is a crash) and starts it anew on the same port and database. */
  restart(options?: ProcessOptions & { signal?: NodeJS.Signals }): Promise<void>
  /** Starts one more process on the same database, on a port of its own. */
  another(options?: ProcessOptions): Promise<StoreProcess>
  /** Stops all processes and the gateway, and drops the database. Safe to call twice. */
  stop(): Promise<void>
}

/** The orders that every store takes, sent by `send`. */
export const orders = (send: <T>(order: Order) => Promise<T>) => ({
  job: (name: JobName) => send<void>({ order: "job", name }),
  run: <T>(workflow: string, input: object) => send<T>({ order: "workflow", name: workflow, input }),
  command: async (args: readonly string[]): Promise<Ended> =>
    endedWith(await send<{ code: number; stdout: string; stderr: string }>({ order: "command", args })),
  exec: <T>(file: string, input: unknown) => send<T>({ order: "exec", file, input }),
  setOptions: (options: PaymentNotificationOptions) => send<void>({ order: "options", options }),
  events: () => send<BusEvent[]>({ order: "events" }),
})

/** A pool for inspecting the store's rows. */
export function openPool(connectionString: string): Pool {
  const db = new Pool({ connectionString, max: 4 })
  // Dropping the database ends idle connections; without a listener that would end the test process, too.
  db.on("error", () => {})
  return db
}

/** Boots the example store on a fresh copy of the seeded database. Call `stop` in `afterAll`. */
export async function bootStore({ gateway: gatewayOptions, options, ...rest }: BootOptions = {}): Promise<TestStore> {
  const database = await createTestDatabase()
  const gateway = createGateway({ defaultAccount: "stripe", ...gatewayOptions })
  const gatewayUrl = await gateway.listen()
  const given = typeof options === "function" ? options(gatewayUrl) : options
  const first: ProcessOptions = { ...rest, ...(given && { options: given }) }
  const db = openPool(database.url)
  const processes = new Set<StoreProcess>()

  const start = async ({ env = {}, options, mode, admin }: ProcessOptions, port?: number): Promise<StoreProcess> => {
    const process = await startStore({
      databaseUrl: database.url,
      gatewayUrl,
      env: { ...(options ? { PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify(options) } : {}), ...env },
      preload: [CONTROL],
      ...(mode ? { mode } : {}),
      ...(admin ? { admin } : {}),
      ...(port === undefined ? {} : { port }),
    })
    processes.add(process)
    return process
  }
  const stop = async () => {
    await Promise.all([...processes].map((process) => process.stop()))
    processes.clear()
    await gateway.close()
    if (!db.ended) await db.end()
    await database.drop()
  }

  try {
    const port = await freePort()
    let store = await start(first, port)
    let control = controlOf(store)
    await gateway.client.setAccounts(gatewayAccounts(store.url, gatewayUrl))
    const facts = await readStoreFacts(store.url)
    const shop = createShop(store.url, facts)
    const taken = orders((order) => control.send(order))
    return {
      url: store.url,
      get store() {
        return store
      },
      get control() {
        return control
      },
      gateway,
      facts,
      shop: { ...shop, checkout: copyingCheckout({ db, gateway }, shop) },
      admin: adminCaller(store.url, facts),
      db,
      databaseUrl: database.url,
      ...taken,
      logs: async () => store.logs(),
      cut: (at, about = "") => control.untilCut({ order: "cut", at, about }),
      watch: (step, failures = 0) => control.send({ order: "watch", step, failures }),
      async step(seconds) {
        await stepTestClock(db, seconds)
        await taken.job("sweep")
      },
      async restart({ signal = "SIGTERM", ...options } = {}) {
        await store.kill(signal)
        processes.delete(store)
        store = await start({ ...first, ...options }, port)
        control = controlOf(store)
      },
      another: (options = {}) => start({ ...first, ...options }),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
