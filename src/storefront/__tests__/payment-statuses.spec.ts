import { poll } from "../../../scripts/lib/poll.ts"
import { isFinal, paymentStatuses } from "../index.ts"
import { startScriptStore, status, type ScriptStore } from "./script-store.ts"

let store: ScriptStore
beforeEach(async () => {
  store = await startScriptStore()
})
afterEach(() => store.close())

const options = () => ({ store: { baseUrl: store.url, publishableKey: "pk_1" } })
const paid = status({ state: "captured", version: 2, order_id: "order_1" })

it("gives each status until the end of the watch", async () => {
  store.script(async (reply) => {
    reply.open()
    reply.status("pay_1:1", status({ version: 1 }))
    await poll("the first", async () => seen.length === 1)
    reply.status("pay_1:2", paid)
    reply.end("final")
  })
  const seen: number[] = []
  for await (const { version } of paymentStatuses({ cartId: "cart_1" }, options())) seen.push(version)

  expect(seen).toEqual([1, 2])
})

it("ends the connection when the loop is left", async () => {
  let closed = false
  store.script((reply) => {
    reply.open()
    reply.status("pay_1:2", paid)
    reply.request.socket.once("close", () => (closed = true))
  })
  for await (const next of paymentStatuses({ cartId: "cart_1" }, options())) if (isFinal(next)) break

  await poll("the connection's end", async () => closed)
})

it("throws into the loop what the store refuses", async () => {
  store.script(({ response }) => void response.writeHead(401).end())
  store.plain = 401

  await expect(paymentStatuses({ cartId: "cart_1" }, options()).next()).rejects.toMatchObject({ status: 401 })
})

it("ends when the caller's signal is aborted, also beforehand", async () => {
  store.script((reply) => reply.open())
  const controller = new AbortController()
  const next = paymentStatuses({ cartId: "cart_1" }, { ...options(), signal: controller.signal }).next()
  await poll("the stream", async () => store.streams.length === 1)
  controller.abort()

  expect(await next).toEqual({ done: true, value: undefined })
  const late = paymentStatuses({ cartId: "cart_1" }, { ...options(), signal: AbortSignal.abort() })
  expect((await late.next()).done).toBe(true)
  expect(store.streams).toHaveLength(1)
})
