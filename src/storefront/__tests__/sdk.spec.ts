import Medusa from "@medusajs/js-sdk"
import { poll } from "../../../scripts/lib/poll.ts"
import { watchPayment } from "../index.ts"
import { startScriptStore, status, type ScriptStore } from "./script-store.ts"

let store: ScriptStore
beforeEach(async () => {
  store = await startScriptStore()
})
afterEach(() => store.close())

const paid = status({ state: "captured", version: 1, order_id: "order_1" })
const times = { retryMs: 10, pollMs: 10, finalMs: 0 }

async function signedIn() {
  const sdk = new Medusa({ baseUrl: store.url, publishableKey: "pk_1", auth: { type: "jwt", jwtTokenStorageMethod: "memory" } })
  await sdk.client.setToken("token_1")
  return sdk
}

it("streams through an instance of js-sdk, with its key and its login", async () => {
  store.script((reply) => {
    reply.open()
    reply.status("pay_1:1", paid)
    reply.end("final")
  })

  expect(await watchPayment({ orderId: "order_1" }, { store: await signedIn() })).toEqual(paid)
  expect(store.streams[0]!.headers).toMatchObject({
    "x-publishable-api-key": "pk_1",
    authorization: "Bearer token_1",
    accept: "text/event-stream",
  })
})

it("polls through it with the ETag, although it throws on 304", async () => {
  store.script((reply) => reply.drop())
  store.plain = status()
  const watch = watchPayment({ orderId: "order_1" }, { store: await signedIn(), times })
  await poll("a conditional poll", async () => store.polls.some(({ headers }) => headers["if-none-match"]), { everyMs: 5 })
  Object.assign(store, { plain: paid, etag: '"2"' })

  expect(await watch).toEqual(paid)
})

it("reports its refusals as its own error does", async () => {
  store.plain = 404
  store.script(({ response }) => void response.writeHead(404).end("{}"))

  await expect(watchPayment({ orderId: "order_1" }, { store: await signedIn() })).rejects.toMatchObject({
    name: "PaymentStatusError",
    status: 404,
  })
})
