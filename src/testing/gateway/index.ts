import type { AddressInfo } from "node:net"
import { createGatewayClient, type GatewayClient } from "./client"
import { createJsonServer } from "./http/serve"
import { gatewayRoutes } from "./routes"
import { createState } from "./state"
import type { GatewayOptions } from "./types"

/** A fake payment provider with a real HTTP server: it holds the truth about payments and delivers really signed webhooks. */
export interface Gateway {
  /** Base URL, once listening. */
  readonly url: string
  /** Starts to listen on 127.0.0.1; port 0 takes a free one. Resolves to the base URL. */
  listen(port?: number): Promise<string>
  /** Its own control API, over HTTP like everybody's. */
  readonly client: GatewayClient
  /** Resolves when no delivery is under way. Held ones do not count. */
  idle(): Promise<void>
  /** Gives up deliveries under way and stops listening. */
  close(): Promise<void>
}

/**
 * @example
 * ```ts
 * import { createGateway } from "medusa-payment-notifications/testing"
 *
 * const gateway = createGateway()
 * await gateway.listen()
 * const { id } = await gateway.client.createPayment({ amount: 2495, currency: "EUR", session_id: session.id })
 * await gateway.client.change(id, "pay")
 * await gateway.idle() // the webhooks are delivered
 * await gateway.close()
 * ```
 */
export function createGateway(options: GatewayOptions = {}): Gateway {
  const state = createState(options)
  const server = createJsonServer(gatewayRoutes(state))
  let url: string | undefined
  const known = () => {
    if (url === undefined) throw new Error("The gateway has no URL before listen()")
    return url
  }
  return {
    get url() {
      return known()
    },
    get client() {
      return createGatewayClient(known())
    },
    listen: (port = 0) =>
      new Promise((resolve, reject) => {
        server.once("error", reject)
        server.listen(port, "127.0.0.1", () => {
          url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
          resolve(url)
        })
      }),
    async idle() {
      while (state.inFlight.size) await Promise.all(state.inFlight)
    },
    async close() {
      state.closing.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await Promise.all(state.inFlight)
    },
  }
}

export { createGatewayClient, type Changed, type GatewayClient } from "./client"
export type { Change } from "./verbs/change"
export type { DisputeChange } from "./verbs/dispute"
export type * from "./types"
