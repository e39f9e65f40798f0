import { createGateway, type Gateway, type GatewayOptions } from "../../src/testing"
import { gatewayAccounts } from "./accounts"
import { buildPlugin, buildStore, isStoreBuilt } from "./build"
import { onExit } from "./clean-up"
import { log, timed } from "./log"
import { createDatabase, dropDatabase, startPostgres } from "./postgres"
import { startStore, type StoreProcess } from "./store"
import { buildStorefront, serveStorefront } from "./storefront"
import { readStoreFacts, type StoreFacts } from "./store-facts"
import { DATABASE_PREFIX, dropLeftovers, ensureTemplate } from "./template"

export interface WorldOptions {
  /** Port of the store. Default: a free one. */
  port?: number
  /** Build the dashboard, for `serveDashboard`, or serve it from the start where it is built. Default false. */
  admin?: boolean
  /** More environment for the store. */
  env?: Record<string, string>
  /** Build the example storefront and serve it at this port, for `serveStorefront`. Default: no. */
  storefrontPort?: number
  gateway?: GatewayOptions
}

/** A database, a gateway and a seeded store that know each other. */
export interface World {
  /** The current process; a new one after `serveDashboard`. */
  readonly store: StoreProcess
  readonly gateway: Gateway
  readonly facts: StoreFacts
  readonly databaseUrl: string
  /**
   * Resolves when the store serves its dashboard. Where the dashboard had to be built first, the store is started anew for it.
   */
  serveDashboard(): Promise<void>
  /** The URL of the example storefront, once it is built and served. */
  serveStorefront(): Promise<string>
}

/**
 * Brings everything up, side by side where the parts do not wait for each other, and registers its end with `cleanUp`. The server
 * is `DATABASE_URL`'s where that is set, else an embedded one; the store gets a database of its own there, dropped at the end. A
 * dashboard that has yet to be built is not waited for.
 */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { port, admin = false, env = {}, storefrontPort, gateway: gatewayOptions } = options
  const built = buildPlugin()
  const storefront = storefrontPort === undefined ? built : built.then(buildStorefront)
  // One after the other: the purchase that goes on meanwhile needs the other core.
  const dashboard = admin ? storefront.catch(() => {}).then(buildStore) : built
  for (const work of [storefront, dashboard]) work.catch(() => {}) // reported by who waits for it
  let served = admin && isStoreBuilt()
  const databaseUrl = await openDatabase(built)
  const gateway = createGateway({ defaultAccount: "stripe", ...gatewayOptions })
  const gatewayUrl = await gateway.listen()
  onExit(() => gateway.close())
  const origin: Record<string, string> =
    storefrontPort === undefined ? {} : { STOREFRONT_URL: `http://127.0.0.1:${storefrontPort}` }
  const start = (admin: boolean, port: number | undefined) =>
    startStore({
      databaseUrl,
      gatewayUrl,
      admin,
      env: { ...fromShell(), ...origin, ...env },
      ...(port === undefined ? {} : { port }),
    })
  let store = await timed("boot the store", () => start(served, port))
  await gateway.client.setAccounts(gatewayAccounts(store.url, gatewayUrl))
  const facts = await readStoreFacts(store.url)
  log(`store ${store.url}, gateway ${gatewayUrl}`)
  return {
    get store() {
      return store
    },
    gateway,
    facts,
    databaseUrl,
    async serveDashboard() {
      await dashboard
      if (served) return
      await store.stop()
      store = await timed("boot the store with its dashboard", () => start(true, store.port))
      served = true
    },
    async serveStorefront() {
      await storefront
      const { publishableKey, customer } = facts
      const settings = { port: storefrontPort ?? 0, storeUrl: store.url, publishableKey, customer, gatewayUrl }
      const server = await serveStorefront(settings)
      onExit(() => server.close())
      return server.url
    },
  }
}

/** A copy of the migrated and seeded template. `built`: the plugin, whose migrations it runs. */
async function openDatabase(built: Promise<void>): Promise<string> {
  const serverUrl = process.env.DATABASE_URL
  const starting = timed("start PostgreSQL", () => startPostgres(serverUrl ? { serverUrl } : {}))
  const [pg] = await Promise.all([starting, built])
  await dropLeftovers(pg)
  const template = await ensureTemplate(pg)
  const database = `${DATABASE_PREFIX}run_${process.pid}_${Date.now().toString(36)}`
  const databaseUrl = await timed("copy the database", () => createDatabase(pg, database, template))
  onExit(() => dropDatabase(pg, database))
  return databaseUrl
}

/** Medusa's environment is kept clean of the shell's, so the variables that it may pass are named. */
const fromShell = (): Record<string, string> => (process.env.REDIS_URL ? { REDIS_URL: process.env.REDIS_URL } : {})
