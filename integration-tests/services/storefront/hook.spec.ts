import path from "node:path"
import { build } from "esbuild"
import type { Browser, Page } from "playwright-core"
import { root } from "../../../scripts/lib/paths"
import { startScriptStore, status, type ScriptStore } from "../../../src/storefront/__tests__/script-store"
import { poll } from "../../setup"
import { newDevice, startBrowser, type Device } from "../support/browser"

/** A page with the hook, as a development build renders it: StrictMode mounts each component twice. */
const PAGE = `
  import { createElement, StrictMode, useEffect, useState } from "react"
  import { createRoot, hydrateRoot } from "react-dom/client"
  import { usePaymentStatus } from "./src/storefront/react.ts"

  function Payment({ cartId }) {
    const store = { baseUrl: location.origin, publishableKey: "pk_1" }
    const { status, connection } = usePaymentStatus({ cartId }, { store, initial: globalThis.initial })
    useEffect(() => void (globalThis.mounts = (globalThis.mounts ?? 0) + 1), [])
    return createElement("p", null, [cartId, status?.state ?? "none", connection].join(" "))
  }
  function Page() {
    const [cartId, setCartId] = useState("cart_1")
    globalThis.show = setCartId
    return cartId ? createElement(Payment, { cartId }) : createElement("p", null, "nothing")
  }
  const page = createElement(StrictMode, null, createElement(Page))
  const root = document.getElementById("root")
  if (root.firstChild) hydrateRoot(root, page)
  else createRoot(root).render(page)`

let script: string
let browser: Browser
let store: ScriptStore
let device: Device

beforeAll(async () => {
  // Another version of React, where one is installed.
  const modules = path.join(process.env.REACT_FOLDER ?? root, "node_modules")
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: root },
    bundle: true,
    write: false,
    alias: { react: path.join(modules, "react"), "react-dom": path.join(modules, "react-dom") },
    define: { "process.env.NODE_ENV": '"development"' },
  })
  script = outputFiles[0]!.text
  browser = await startBrowser()
})

beforeEach(async () => {
  store = await startScriptStore()
  device = await newDevice(browser)
})

afterEach(async () => {
  await device.context.close()
  await store.close()
})

afterAll(() => browser?.close())

const paid = status({ state: "captured", version: 2, order_id: "order_1" })

/** The page at the store's own address, with what a server may have rendered into it. */
async function open(rendered = "", initial: object | null = null): Promise<Page> {
  const html = `<!doctype html><html lang="en"><title>Payment</title><link rel="icon" href="data:,"><div id="root">${rendered}</div>
    <script>globalThis.initial = ${JSON.stringify(initial)}</script><script src="/page.js"></script></html>`
  await device.context.route("**/page", (route) => route.fulfill({ contentType: "text/html", body: html }))
  await device.context.route("**/page.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }))
  return device.open(`${store.url}/page`)
}

/** Answers each stream with a status, and counts those that the page has closed. */
function answering(given: typeof paid): { closed: string[] } {
  const seen = { closed: [] as string[] }
  store.script((reply) => {
    reply.open()
    reply.status("pay_1:2", given)
    reply.request.socket.once("close", () => seen.closed.push(reply.request.url!))
  })
  return seen
}

const streamOf = (cartId: string) => `/store/carts/${cartId}/payment-status/stream`

it("opens one stream in StrictMode, and ends it with the component", async () => {
  const seen = answering(paid)
  const page = await open()
  await page.getByText("cart_1 captured live").waitFor()
  expect(await page.evaluate("mounts")).toBe(2)
  expect(store.streams.map(({ url }) => url)).toEqual([streamOf("cart_1")])
  expect(seen.closed).toEqual([])

  await page.evaluate(`show(null)`)
  await page.getByText("nothing").waitFor()
  await poll("the stream's end", async () => seen.closed.length > 0)
  expect([store.streams.length, device.errors]).toEqual([1, []])
})

it("follows another cart with a stream of its own, in place of the first one", async () => {
  const seen = answering(paid)
  const page = await open()
  await page.getByText("cart_1 captured live").waitFor()
  await page.evaluate(`show("cart_2")`)
  await page.getByText("cart_2 captured live").waitFor()
  await poll("the first stream's end", async () => seen.closed.length > 0)

  expect(seen.closed).toEqual([streamOf("cart_1")])
  expect(store.streams.map(({ url }) => url)).toEqual([streamOf("cart_1"), streamOf("cart_2")])
  expect(device.errors).toEqual([])
})

it("takes over what a server has rendered, without an error", async () => {
  answering(paid)
  const page = await open("<p>cart_1 pending connecting</p>", status())
  await page.getByText("cart_1 captured live").waitFor()

  expect([store.streams.length, device.errors]).toEqual([1, []])
})
