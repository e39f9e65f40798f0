import { poll } from "../../../scripts/lib/poll.ts"
import { watchPayment, type Connection } from "../index.ts"
import { startScriptStore, status, type ScriptStore } from "./script-store.ts"

/** As much of a browser's window as the client reads. */
const listeners = new Map<string, Set<() => void>>()
const browser = { onLine: true }
const given = Object.getOwnPropertyDescriptor(globalThis, "navigator")

beforeAll(() => {
  Object.defineProperty(globalThis, "navigator", { value: browser, configurable: true })
  Object.assign(globalThis, {
    addEventListener: (type: string, listener: () => void) => {
      if (!listeners.has(type)) listeners.set(type, new Set())
      listeners.get(type)!.add(listener)
    },
    removeEventListener: (type: string, listener: () => void) => listeners.get(type)?.delete(listener),
  })
})
afterAll(() => {
  if (given) Object.defineProperty(globalThis, "navigator", given)
  for (const name of ["addEventListener", "removeEventListener"]) Reflect.deleteProperty(globalThis, name)
})

function turn(onLine: boolean) {
  browser.onLine = onLine
  for (const listener of [...(listeners.get(onLine ? "online" : "offline") ?? [])]) listener()
}

let store: ScriptStore
beforeEach(async () => {
  store = await startScriptStore()
})
afterEach(() => store.close())

it("pauses while the browser is offline and connects at once when it is online", async () => {
  const connections: Connection[] = []
  store.script(
    (reply) => {
      reply.open()
      reply.status("pay_1:1", status({ version: 1 }))
    },
    (reply) => {
      reply.open(true)
      reply.end("final")
    },
  )
  const watch = watchPayment(
    { orderId: "order_1" },
    {
      store: { baseUrl: store.url, publishableKey: "pk_1" },
      onConnection: (connection) => connections.push(connection),
      times: { offlineMs: 600_000, retryMs: 600_000 },
    },
  )
  await poll("the stream", async () => connections.includes("live"))
  turn(false)
  await poll("the pause", async () => connections.includes("offline"))
  expect(store.requests).toHaveLength(1)
  turn(true)

  expect(await watch).toMatchObject({ version: 1 })
  expect(connections).toEqual(["connecting", "live", "offline", "connecting", "live", "ended"])
  expect(store.streams.map(({ headers }) => headers["last-event-id"])).toEqual([undefined, "pay_1:1"])
  expect([...listeners.values()].reduce((sum, { size }) => sum + size, 0)).toBe(0)
})

it("tries now and then although the browser believes to be offline", async () => {
  browser.onLine = false
  store.script(
    (reply) => reply.drop(),
    (reply) => {
      reply.open()
      reply.status("pay_1:1", status({ version: 1 }))
      reply.end("final")
    },
  )
  const options = { store: { baseUrl: store.url, publishableKey: "pk_1" }, times: { offlineMs: 30, retryMs: 10 } }

  expect(await watchPayment({ cartId: "cart_1" }, options)).toMatchObject({ version: 1 })
  browser.onLine = true
})
