import fs from "node:fs"
import http from "node:http"
import type { AddressInfo } from "node:net"
import path from "node:path"
import type { Browser, Page } from "playwright-core"
import { root } from "../../../scripts/lib/paths"
import { writePayload } from "../../../src/providers/notification-web-push/payload"
import { newDevice, startBrowser } from "../support/browser"
import { pushTo, shownOn } from "./support/push"

const WORKER = fs.readFileSync(path.join(root, "examples", "storefront", "payment-notifications-sw.js"))

let browser: Browser
let server: http.Server
let url: string

beforeAll(async () => {
  server = http.createServer(({ url }, response) => {
    const isWorker = url === "/payment-notifications-sw.js"
    response.setHeader("content-type", isWorker ? "text/javascript" : "text/html")
    response.end(isWorker ? WORKER : `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await startBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined))
})

/** A page of a shopper who allows notifications, with the service worker. */
async function optedIn(): Promise<Page> {
  const device = await newDevice(browser)
  await device.context.grantPermissions(["notifications"], { origin: url })
  const page = await device.open(url)
  await page.evaluate(`navigator.serviceWorker.register("/payment-notifications-sw.js")
    .then(() => navigator.serviceWorker.ready)
    .then(() => undefined)`)
  return page
}

const message = (text: string, key: string) =>
  writePayload({
    to: "device",
    channel: "push",
    content: { subject: "Payment received: €25.00", text },
    data: { url: "/#/order/order_1", locale: "de" },
    provider_data: { idempotency_key: key },
  } as never)

it("shows what the provider has sent, once for each message however often it comes", async () => {
  const page = await optedIn()
  const push = await pushTo(page, url)
  await push(message("Thank you, Ada.", "ntf_1"))
  await push(message("Thank you, Ada.", "ntf_1"))
  await push(message("It is on its way.", "ntf_2"))
  const shown = await shownOn(page)

  const same = { title: "Payment received: €25.00", url: "/#/order/order_1", lang: "de", dir: "ltr" }
  expect(shown).toEqual([
    { ...same, body: "Thank you, Ada.", tag: "ntf_1" },
    { ...same, body: "It is on its way.", tag: "ntf_2" },
  ])
})

it("shows a message that it cannot read, because browsers end subscriptions whose messages show nothing", async () => {
  const page = await optedIn()
  const push = await pushTo(page, url)
  await push("nonsense")

  expect(await shownOn(page)).toMatchObject([{ title: "News about your payment", body: "" }])
})
