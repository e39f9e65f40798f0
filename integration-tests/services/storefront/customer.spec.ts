import webPush from "web-push"
import { createPushService, type PushService } from "../../../src/testing"
import { poll } from "../../setup"
import { newDevice, type Device } from "../support/browser"
import { overflow, picture, violations } from "../support/page"
import { showsKind } from "./support/look"
import { fillCart, payByCard, signIn } from "./support/shopper"
import { startStorefront, type StorefrontWorld } from "./support/world"

const LANGUAGES = ["en", "de", "es", "fr", "ja", "zh-CN"]
const vapid = webPush.generateVAPIDKeys()

let shop: StorefrontWorld
let push: PushService
let laptop: Device
let phone: Device

beforeAll(async () => {
  push = createPushService()
  const { host } = new URL(await push.listen())
  const options = { channels: ["push"], vapid: { subject: "mailto:shop@example.com", ...vapid }, allowedHosts: [host] }
  const provider = { resolve: "medusa-payment-notifications/providers/notification-web-push", id: "web-push", options }
  shop = await startStorefront({
    options: {
      notifications: {
        channels: { customer: ["email", "push"] },
        push: { publicKey: vapid.publicKey, allowedHosts: [host] },
      },
    },
    env: { NOTIFICATION_PROVIDERS: JSON.stringify([provider]) },
  })
  laptop = await newDevice(shop.browser)
  phone = await newDevice(shop.browser, { width: 320 })
}, 300_000)

// A browser has six connections to a host, and each open page holds one.
afterEach(() => Promise.all([phone, laptop].map((device) => device.closePages())))

afterAll(async () => {
  await shop?.stop()
  await push?.close()
})

it("signs in, and refuses a wrong password", async () => {
  const page = await laptop.open(`${shop.url}/#/account`)
  await page.getByLabel("E-mail").fill(shop.world.facts.customer.email)
  await page.getByLabel("Password").fill("wrong")
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
  await page.getByRole("alert").waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, "sign-in")
  await signIn(page, shop.world.facts.customer)
  await page.getByRole("heading", { name: "Hello, Ada" }).waitFor()
  await page.getByRole("heading", { name: "Notifications" }).waitFor()
  expect(await violations(page)).toEqual([])
})

it("shows a payment of one device on the other, in the list and on the order's page", async () => {
  const account = await phone.open(`${shop.url}/#/account`)
  await signIn(account, shop.world.facts.customer)
  await account.getByText("You have no orders yet.").waitFor()
  const page = await laptop.open(shop.url)
  await fillCart(page)
  await showsKind(page, "waiting")
  await payByCard(page)
  await account.waitForSelector('.orders [data-kind="paid"]')
  await picture(account, "account-phone")
  await page.getByRole("link", { name: /^View order #\d+/ }).click()
  await showsKind(page, "paid")
  await account.getByRole("link", { name: /^Order #\d+/ }).click()
  await showsKind(account, "paid")
  expect(account.url()).not.toContain("cart_")
  await page.getByRole("button", { name: "Refund the payment" }).click()

  for (const each of [page, account]) await showsKind(each, "refunded")
  expect(await violations(account)).toEqual([])
  await picture(page, "order-customer")
})

it("does not show an order's payment to who is not signed in", async () => {
  const { rows } = await shop.world.db.query<{ id: string }>(`SELECT id FROM "order" LIMIT 1`)
  const stranger = await newDevice(shop.browser)
  const page = await stranger.open(`${shop.url}/#/order/${rows[0]!.id}`)

  await page.getByRole("link", { name: "Sign in to see the payment of this order." }).waitFor()
  expect(await page.locator(".state").count()).toBe(0)
})

it("saves what the customer wants to be notified of", async () => {
  const page = await laptop.open(`${shop.url}/#/account`)
  const coupons = page.getByLabel("Coupons: E-mail")
  await coupons.uncheck()
  await page.getByLabel("From", { exact: true }).fill("22:00")
  await page.getByLabel("To", { exact: true }).fill("07:00")
  await page.getByRole("button", { name: "Save" }).click()
  await page.getByText("Saved.").waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, "account")
  await page.reload()
  await coupons.waitFor()

  expect(await coupons.isChecked()).toBe(false)
  expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe("22:00")
})

it("gets push messages on the device that opted in, by the plugin's service worker", async () => {
  const subscription = push.subscribe()
  await laptop.context.grantPermissions(["notifications"], { origin: shop.url })
  // The browser's own push service is in the internet; this one stands in for it. Everything else is the page's and the store's.
  await laptop.context.addInitScript(`Object.assign(PushManager.prototype, {
    getSubscription: async () => null,
    subscribe: async () => ({ toJSON: () => (${JSON.stringify(subscription)}) }),
  })`)
  const page = await laptop.open(`${shop.url}/#/account`)
  await page.getByRole("button", { name: "Turn on" }).click()
  await page.getByText("This device gets messages.").waitFor()
  expect(await page.evaluate("navigator.serviceWorker.ready.then(({ active }) => active.scriptURL)")).toBe(
    `${shop.url}/payment-notifications-sw.js`,
  )
  const shopPage = await laptop.open(shop.url)
  await fillCart(shopPage)
  await showsKind(shopPage, "waiting")
  await payByCard(shopPage)

  const [message] = await poll("the push message", async () => {
    const messages = push.messages(subscription.endpoint)
    return messages.length > 0 && messages
  })
  expect(JSON.parse(message!.text)).toMatchObject({ title: expect.stringContaining("Payment received") })
})

it("says that messages are not allowed, and that the push service is away", async () => {
  const device = await newDevice(shop.browser)
  const page = await device.open(`${shop.url}/#/account`)
  await signIn(page, shop.world.facts.customer)
  await page.getByRole("button", { name: "Turn on" }).click()
  await page.getByText("Your browser does not allow messages from this page.").waitFor()
  expect(await violations(page)).toEqual([])
  await device.context.grantPermissions(["notifications"], { origin: shop.url })
  await page.evaluate(`PushManager.prototype.subscribe = async () => { throw new Error("away") }`)
  await page.getByRole("button", { name: "Turn on" }).click()
  await page.getByText("The browser's push service cannot be reached.").waitFor()
  expect(await violations(page)).toEqual([])
})

it.each(LANGUAGES)("fits into 320 pixels and breaks no rule in %s", async (locale) => {
  const device = await newDevice(shop.browser, { locale, width: 320 })
  const page = await device.open(shop.url)
  const check = async (name: string) => {
    expect([name, await overflow(page), await violations(page)]).toEqual([name, 0, []])
    await picture(page, `narrow-${locale}-${name}`)
  }
  await page.locator(".product .primary").click()
  await page.locator("input[type=email]").fill("guest@example.com")
  await check("cart")
  await page.locator("form .primary").click()
  await showsKind(page, "waiting")
  expect(await page.locator("html").getAttribute("lang")).toBe(locale)
  await check("card")
  await page.locator("input[value=qr]").check()
  await check("qr")
  await page.goto(`${shop.url}/#/account`)
  await page.locator("input[type=password]").fill(shop.world.facts.customer.password)
  await page.locator("input[type=email]").fill(shop.world.facts.customer.email)
  await page.locator("form .primary").click()
  await page.locator("table").waitFor()
  await check("account")
  await page.goto(shop.url)
  await page.locator(".product").waitFor()
  await check("products")
  expect(device.errors).toEqual([])
})
