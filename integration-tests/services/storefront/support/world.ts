import type { Browser } from "playwright-core"
import { freePort } from "../../../../scripts/lib/free-port"
import { buildStorefront, serveStorefront } from "../../../../scripts/lib/storefront"
import type { PaymentNotificationOptions } from "../../../../src"
import { bootStore, type TestStore } from "../../../setup"
import { startBrowser } from "../../support/browser"

export interface StorefrontWorld {
  readonly world: TestStore
  readonly browser: Browser
  /** The storefront's URL. */
  readonly url: string
  stop(): Promise<void>
}

export interface StorefrontOptions {
  readonly options?: PaymentNotificationOptions
  readonly env?: Record<string, string>
}

/** The example store with the example storefront in front of it, and a browser. */
export async function startStorefront({ options, env = {} }: StorefrontOptions = {}): Promise<StorefrontWorld> {
  await buildStorefront()
  const browser = await startBrowser()
  const port = await freePort()
  const world = await bootStore({ ...(options && { options }), env: { STOREFRONT_URL: `http://127.0.0.1:${port}`, ...env } })
  const { url: storeUrl, facts, gateway } = world
  const { publishableKey, customer } = facts
  const server = await serveStorefront({ port, storeUrl, publishableKey, customer, gatewayUrl: gateway.url })
  return {
    world,
    browser,
    url: server.url,
    async stop() {
      await browser.close()
      await server.close()
      await world.stop()
    },
  }
}
