import { Pool } from "pg"
import { gatewayAccounts } from "../../scripts/lib/accounts"
import { freePort } from "../../scripts/lib/free-port"
import type { JsonCall } from "../../scripts/lib/http"
import { createShop, type Shop } from "../../scripts/lib/shop"
import { startStore, type StoreProcess } from "../../scripts/lib/store"
import { adminCaller, readStoreFacts, type StoreFacts } from "../../scripts/lib/store-facts"
import type { PaymentNotificationOptions } from "../../src"
import { createGateway, type Gateway, type GatewayOptions } from "../../src/testing"
import { createTestDatabase } from "./database"

export interface ProcessOptions {
  /** More environment for the store's configuration. */
  env?: Record<string, string>
  /** Plugin options laid over those of the example store, key by key at the top level. */
  options?: PaymentNotificationOptions
  mode?: "shared" | "server" | "worker"
}

export interface BootOptions extends Omit<ProcessOptions, "options"> {
  /** Those of a process, or what makes them of the gateway's URL. */
  options?: PaymentNotificationOptions | ((gatewayUrl: string) => PaymentNotificationOptions)
  gateway?: GatewayOptions
}

/** A running store with everything a spec needs to shop in it, to pay, and to look behind the curtain. */
export interface TestStore {
  readonly url: string
  /** The current process; another one after `restart`. */
  readonly store: StoreProcess
  readonly gateway: Gateway
  readonly facts: StoreFacts
  readonly shop: Shop
  /** The admin API as the demo admin. */
  readonly admin: JsonCall
  readonly db: Pool
  readonly databaseUrl: string
  /** Ends the process (SIGTERM; SIGKILL is a crash) and starts it anew on the same port and database. */
  restart(options?: ProcessOptions & { signal?: NodeJS.Signals }): Promise<void>
  /** Starts one more process on the same database, on a port of its own. */
  another(options?: ProcessOptions): Promise<StoreProcess>
  /** Stops all processes and the gateway, and drops the database. Safe to call twice. */
  stop(): Promise<void>
}

/** Boots the example store on a fresh copy of the seeded database. Call `stop` in `afterAll`. */
export async function bootStore({ gateway: gatewayOptions, options, ...rest }: BootOptions = {}): Promise<TestStore> {
  const database = await createTestDatabase()
  const gateway = createGateway({ defaultAccount: "stripe", ...gatewayOptions })
  const gatewayUrl = await gateway.listen()
  const given = typeof options === "function" ? options(gatewayUrl) : options
  const first: ProcessOptions = { ...rest, ...(given && { options: given }) }
  const db = new Pool({ connectionString: database.url, max: 4 })
  // Dropping the database ends idle connections; without a listener that would end the test process too.
  db.on("error", () => {})
  const processes = new Set<StoreProcess>()

  const start = async ({ env = {}, options, mode }: ProcessOptions, port?: number): Promise<StoreProcess> => {
    const process = await startStore({
      databaseUrl: database.url,
      gatewayUrl,
      env: { ...(options ? { PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify(options) } : {}), ...env },
      ...(mode ? { mode } : {}),
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
    await gateway.client.setAccounts(gatewayAccounts(store.url, gatewayUrl))
    const facts = await readStoreFacts(store.url)
    return {
      url: store.url,
      get store() {
        return store
      },
      gateway,
      facts,
      shop: createShop(store.url, facts),
      admin: adminCaller(store.url, facts),
      db,
      databaseUrl: database.url,
      async restart({ signal = "SIGTERM", ...options } = {}) {
        await store.kill(signal)
        processes.delete(store)
        store = await start({ ...first, ...options }, port)
      },
      another: (options = {}) => start({ ...first, ...options }),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
