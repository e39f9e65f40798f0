import http from "node:http"
import type { AddressInfo } from "node:net"
import { gatewayAccounts } from "../../scripts/lib/accounts"
import type { PaymentNotificationOptions } from "../../src"
import { onExit } from "../../scripts/lib/clean-up"
import { breachesOf } from "./answers"
import { bootStore, type TestStore } from "./boot-store"
import type { Order } from "./control"
import type { Noted } from "./note-answer"

/** The facts that a spec gets about the store that it shares. */
export interface SharedStoreFacts {
  readonly url: string
  readonly databaseUrl: string
  readonly gatewayUrl: string
  readonly facts: TestStore["facts"]
}

interface Asked {
  /**
   * Each jest worker has a store of its own: its specs come one after the other, so that no other spec sees one's stock or clock.
   */
  readonly worker: string
  /** The account that the gateway calls through where a test names none. */
  readonly account?: string
  readonly order?: Order
  /** Options over the default ones. */
  readonly options?: PaymentNotificationOptions
  /** A checkout to copy, see copy-checkout.ts. */
  readonly model?: string
  readonly made?: unknown
  /** Answers of ours that a test has got. */
  readonly answers?: readonly Noted[]
}

type Route = (asked: Asked) => Promise<unknown>

/**
 * Keeps, for as long as jest runs, the things that its specs share: a store with default options and a gateway for each worker,
 * booted when first asked for, and one model of each kind of checkout; and holds their answers against docs/openapi.yaml. Answers its URL.
 */
export async function startKeeper(): Promise<string> {
  const stores = new Map<string, Promise<TestStore>>()
  const models = new Map<string, unknown>()
  const storeOf = ({ worker }: Asked): Promise<TestStore> => {
    const known = stores.get(worker)
    if (known) return known
    // Each spec names the default account of the gateway: it is the first call.
    const booted = bootStore({ gateway: { defaultAccount: undefined } })
    stores.set(worker, booted)
    booted.catch(() => stores.delete(worker))
    return booted
  }
  const optionsOf = new Map<TestStore, string>()
  const give = async (store: TestStore, options: PaymentNotificationOptions): Promise<void> => {
    const text = JSON.stringify(options)
    if (text === (optionsOf.get(store) ?? "{}")) return
    await store.setOptions(options)
    optionsOf.set(store, text)
  }
  const routes: Record<string, Route> = {
    "/store": async (asked) => {
      const store = await storeOf(asked)
      const { url, databaseUrl, gateway, facts } = store
      await give(store, asked.options ?? {})
      const accounts = gatewayAccounts(url, gateway.url)
      const first = asked.account ?? "stripe"
      await gateway.client.setAccounts({ [first]: accounts[first]!, ...accounts })
      return { url, databaseUrl, gatewayUrl: gateway.url, facts } satisfies SharedStoreFacts
    },
    "/order": async (asked) => {
      const store = await storeOf(asked)
      const { order } = asked
      return order!.order === "options" ? give(store, order!.options) : store.control.send(order!)
    },
    "/logs": async (asked) => (await storeOf(asked)).logs(),
    "/idle": async (asked) => (await storeOf(asked)).gateway.idle(),
    "/model": async ({ model, made }) => {
      if (made !== undefined) models.set(model!, made)
      return models.get(model!)
    },
    "/answers": async ({ answers = [] }) => breachesOf(answers),
  }
  const server = http.createServer((request, response) => {
    void answer(routes[request.url ?? ""], request).then(({ status, body }) => {
      // A connection that is kept open would be closed just when a spec comes back to it.
      response.writeHead(status, { "content-type": "application/json", connection: "close" })
      response.end(JSON.stringify(body ?? null))
    })
  })
  onExit(async () => {
    server.closeAllConnections()
    server.close()
    for (const booted of stores.values()) await booted.then((store) => store.stop()).catch(() => {})
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function answer(route: Route | undefined, request: http.IncomingMessage): Promise<{ status: number; body: unknown }> {
  try {
    if (!route) return { status: 404, body: { message: `there is no ${request.url}` } }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    return { status: 200, body: await route(JSON.parse(Buffer.concat(chunks).toString())) }
  } catch (error) {
    const { name, message } = error as Error
    return { status: 500, body: { name, message } }
  }
}
