import { createElement } from "react"
import { renderToString } from "react-dom/server"
import { poll } from "../../../scripts/lib/poll.ts"
import { createPaymentSource } from "../payment-source.ts"
import { usePaymentStatus, type UsePaymentStatusOptions } from "../react.ts"
import { startScriptStore, status, type ScriptStore } from "./script-store.ts"

let store: ScriptStore
beforeEach(async () => {
  store = await startScriptStore()
})
afterEach(() => store.close())

const options = () => ({ store: { baseUrl: store.url, publishableKey: "pk_1" } })
const paid = status({ state: "captured", version: 2, order_id: "order_1" })

it("renders on a server without asking anybody", () => {
  const Page = (given: Partial<UsePaymentStatusOptions>) => {
    const { status, connection } = usePaymentStatus({ cartId: "cart_1" }, { ...options(), ...given })
    return createElement("p", null, `${status?.state ?? "none"} ${connection}`)
  }

  expect(renderToString(createElement(Page))).toBe("<p>none connecting</p>")
  expect(renderToString(createElement(Page, { initial: paid }))).toBe("<p>captured connecting</p>")
  expect(store.requests).toEqual([])
})

it("watches while somebody is subscribed, once for all, and once where StrictMode subscribes twice", async () => {
  let closed = 0
  store.script((reply) => {
    reply.open()
    reply.status("pay_1:2", paid)
    reply.request.socket.once("close", () => closed++)
  })
  const source = createPaymentSource({ cartId: "cart_1" }, options)
  const heard = jest.fn()
  source.subscribe(heard)()
  const leave = [source.subscribe(heard), source.subscribe(() => {})]
  await poll("the status", async () => source.view().status)

  expect(source.view()).toMatchObject({ status: paid, connection: "live", error: undefined })
  expect(source.view()).toBe(source.view())
  expect(heard).toHaveBeenCalled()
  leave.forEach((end) => end())
  await poll("the connection's end", async () => closed)
  expect(store.streams).toHaveLength(1)
  expect(source.view().status).toEqual(paid)
})

it("keeps the status for who subscribes later, and does not go back behind it", async () => {
  store.script(
    (reply) => {
      reply.open()
      reply.status("pay_1:2", paid)
    },
    (reply) => {
      reply.open()
      reply.status("pay_1:1", status({ version: 1, updated_at: "2026-11-30T11:00:00.000Z" }))
      reply.end("final")
    },
  )
  const source = createPaymentSource({ cartId: "cart_1" }, options)
  const leave = source.subscribe(() => {})
  await poll("the status", async () => source.view().status)
  leave()
  await Promise.resolve()
  source.subscribe(() => {})
  await poll("the end", async () => source.view().connection === "ended")

  expect(source.view().status).toEqual(paid)
  expect(store.streams).toHaveLength(2)
})

it("shows why the store refuses", async () => {
  store.script(({ response }) => void response.writeHead(404).end())
  store.plain = 404
  const source = createPaymentSource({ orderId: "order_1" }, options)
  source.subscribe(() => {})
  await poll("the error", async () => source.view().error)

  expect(source.view()).toMatchObject({ status: null, connection: "ended", error: { status: 404 } })
})

it("watches nothing without a target", async () => {
  const source = createPaymentSource(null, options)
  source.subscribe(() => {})
  await Promise.resolve()

  expect(store.requests).toEqual([])
  expect(source.view().status).toBeNull()
})
