import { createShop } from "../../scripts/lib/shop"
import { adminCaller } from "../../scripts/lib/store-facts"
import { createGatewayClient } from "../../src/testing"
import type { PaymentNotificationOptions } from "../../src"
import { askKeeper } from "./ask-keeper"
import { bootStore, openPool, orders, type BootOptions, type SharedStore, type TestStore } from "./boot-store"
import { copyingCheckout } from "./copy-checkout"
import type { SharedStoreFacts } from "./keeper"

export interface ShareOptions {
  /** The account that the gateway calls through where a test names none. Default: Stripe's. */
  readonly account?: string
  /** Options of this spec, over the default ones. */
  readonly options?: PaymentNotificationOptions
}

/**
 * The store that the specs of this jest worker share, one after the other. A spec counts only its own rows,
 * and leaves stock, clock and gateway as it found them.
 */
export function useSharedStore(share: ShareOptions | (() => Promise<ShareOptions>) = {}): SharedStore {
  return during(async () => {
    const { account, options } = typeof share === "function" ? await share() : share
    const { url, databaseUrl, gatewayUrl, facts } = await askKeeper<SharedStoreFacts>("/store", { account, options })
    const db = openPool(databaseUrl)
    const gateway = { url: gatewayUrl, client: createGatewayClient(gatewayUrl), idle: () => askKeeper<void>("/idle") }
    const shop = createShop(url, facts)
    return {
      url,
      databaseUrl,
      gateway,
      facts,
      shop: { ...shop, checkout: copyingCheckout({ db, gateway }, shop) },
      admin: adminCaller(url, facts),
      db,
      ...orders((order) => askKeeper("/order", { order })),
      logs: () => askKeeper<string[]>("/logs"),
      stop: () => db.end(),
    }
  })
}

/** A store of the spec's own, booted before its tests and stopped after them. A function makes its options right before. */
export const useStore = (options: BootOptions | (() => Promise<BootOptions>) = {}): TestStore =>
  during(async () => bootStore(typeof options === "function" ? await options() : options))

/** Stands in for a value that is there once the tests begin. */
function during<T extends { stop(): Promise<void> }>(open: () => Promise<T>): T {
  let opened: T | undefined
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened?.stop())
  return new Proxy({} as T, {
    get(_target, name) {
      if (!opened) throw new Error(`the store is not there before the first test (${String(name)})`)
      return opened[name as keyof T]
    },
  })
}
