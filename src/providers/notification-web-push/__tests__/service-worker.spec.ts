import { readFileSync } from "node:fs"
import path from "node:path"
import vm from "node:vm"
import webPush from "web-push"
import { createPushService } from "../../../testing"
import { WebPushNotificationService } from "../service"

const FILE = path.join(__dirname, "../../../../examples/storefront/payment-notifications-sw.js")
const ORIGIN = "https://shop.example"

interface Client {
  readonly url: string
  readonly focus: jest.Mock
  readonly postMessage: jest.Mock
}

/** Runs the very file that storefronts serve, with a fake of the browser's worker scope. */
function startWorker(windows: Client[] = []) {
  const listeners = new Map<string, (event: object) => void>()
  const self = {
    location: new URL("/payment-notifications-sw.js", ORIGIN),
    addEventListener: (name: string, listener: (event: object) => void) => void listeners.set(name, listener),
    registration: { showNotification: jest.fn(async () => {}), pushManager: { subscribe: jest.fn(async () => ({})) } },
    clients: { matchAll: jest.fn(async () => windows), openWindow: jest.fn(async () => null) },
  }
  vm.runInNewContext(readFileSync(FILE, "utf8"), { self, URL })
  const fire = async (name: string, event: object) => {
    let work: Promise<unknown> | undefined
    listeners.get(name)!({ ...event, waitUntil: (promise: Promise<unknown>) => (work = promise) })
    await work
  }
  return { self, fire }
}

const windowAt = (url: string): Client => ({ url, focus: jest.fn(async () => {}), postMessage: jest.fn() })

/** The provider's real message, in the form in which the browser gives it to the worker. */
async function pushed(data: Record<string, unknown>): Promise<{ json(): unknown }> {
  const push = createPushService()
  await push.listen()
  try {
    const { endpoint: to, keys } = push.subscribe()
    const vapid = { subject: "mailto:ops@shop.example", ...webPush.generateVAPIDKeys() }
    const content = { subject: "تم استلام الدفعة", text: "شكرا لك" }
    await new WebPushNotificationService({}, { vapid, allowedHosts: ["127.0.0.1"] }).send({
      ...{ to, channel: "push", template: "payment.captured", content, data },
      provider_data: { subscription: { keys }, idempotency_key: "pnot_1" },
    })
    const [message] = push.messages(to)
    return { json: () => JSON.parse(message!.text) }
  } finally {
    await push.close()
  }
}

it("shows the provider's message, in its language, under its tag", async () => {
  const { self, fire } = startWorker()
  await fire("push", { data: await pushed({ url: "/orders/42", locale: "ar" }) })

  expect(self.registration.showNotification).toHaveBeenCalledTimes(1)
  expect(self.registration.showNotification).toHaveBeenCalledWith("تم استلام الدفعة", {
    body: "شكرا لك",
    data: { url: "/orders/42" },
    tag: "pnot_1",
    lang: "ar",
    dir: "rtl",
  })
})

it.each([
  ["nothing", null],
  ["no JSON", { json: () => JSON.parse("no JSON") as unknown }],
  ["other JSON", { json: () => ({ hello: 1 }) }],
])("shows something even for %s", async (_what, data) => {
  const { self, fire } = startWorker()
  await fire("push", { data })

  expect(self.registration.showNotification).toHaveBeenCalledWith("News about your payment", {
    body: "",
    data: { url: undefined },
  })
})

it.each([
  ["/orders/42", `${ORIGIN}/orders/42`],
  [`${ORIGIN}/orders/42`, `${ORIGIN}/orders/42`],
  [undefined, `${ORIGIN}/`],
  ["https://evil.example/", ORIGIN],
  ["//evil.example/orders/42", ORIGIN],
])("opens %s within the storefront only", async (url, opened) => {
  const { self, fire } = startWorker([windowAt(`${ORIGIN}/cart`)])
  const close = jest.fn()
  await fire("notificationclick", { notification: { close, data: { url } } })

  expect(close).toHaveBeenCalled()
  expect(self.clients.openWindow).toHaveBeenCalledWith(opened)
})

it("focuses the page where it is open already", async () => {
  const page = windowAt(`${ORIGIN}/orders/42`)
  const { self, fire } = startWorker([windowAt(`${ORIGIN}/`), page])
  await fire("notificationclick", { notification: { close: jest.fn(), data: { url: "/orders/42" } } })

  expect(page.focus).toHaveBeenCalled()
  expect(self.clients.openWindow).not.toHaveBeenCalled()
})

it("subscribes anew where the browser did not, and has open pages register it", async () => {
  const page = windowAt(`${ORIGIN}/`)
  const { self, fire } = startWorker([page])
  const options = { userVisibleOnly: true, applicationServerKey: "key" }
  await fire("pushsubscriptionchange", { oldSubscription: { options }, newSubscription: null })
  await fire("pushsubscriptionchange", { oldSubscription: { options }, newSubscription: {} })

  expect(self.registration.pushManager.subscribe.mock.calls).toEqual([[options]])
  expect(page.postMessage.mock.calls).toEqual([[{ type: "push-subscription-changed" }], [{ type: "push-subscription-changed" }]])
})
