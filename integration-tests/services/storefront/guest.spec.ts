import { setTimeout as pause } from "node:timers/promises"
import type { Page } from "playwright-core"
import { poll, uniqueEmail } from "../../setup"
import { newDevice, type Device } from "../support/browser"
import { picture, violations } from "../support/page"
import { isMarked, markDocument, showsKind } from "./support/look"
import { fillCart, payByCard } from "./support/shopper"
import { startStorefront, type StorefrontWorld } from "./support/world"

let shop: StorefrontWorld
let phone: Device
let laptop: Device

beforeAll(async () => {
  shop = await startStorefront()
  phone = await newDevice(shop.browser)
  laptop = await newDevice(shop.browser)
}, 300_000)

// A browser has six connections to a host, and each open page holds one.
afterEach(() => Promise.all([phone, laptop].map((device) => device.closePages())))

afterAll(() => shop?.stop())

/** A page of a cart that waits to be paid. */
async function cartOn(device: Device): Promise<{ page: Page; url: string }> {
  const page = await device.open(shop.url)
  const url = await fillCart(page, uniqueEmail())
  await showsKind(page, "waiting")
  return { page, url }
}

it("shows a payment in two other tabs without a reload, also on another device", async () => {
  const page = await phone.open(shop.url)
  await page.getByRole("heading", { name: "Demo Mug" }).waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, "products")
  await page.getByRole("button", { name: "Add to cart" }).click()
  await page.getByLabel("E-mail").fill(uniqueEmail())
  expect(await violations(page)).toEqual([])
  await picture(page, "cart")
  await page.getByRole("button", { name: "Continue to payment" }).click()
  await showsKind(page, "waiting")
  expect(await violations(page)).toEqual([])
  await picture(page, "pay")
  const others = [await phone.open(page.url()), await laptop.open(page.url())]
  for (const other of others) {
    await showsKind(other, "waiting")
    await markDocument(other)
  }
  await payByCard(page)

  for (const each of [page, ...others]) await showsKind(each, "paid")
  for (const other of others) expect(await isMarked(other)).toBe(true)
  await page.getByRole("link", { name: /^View order #\d+/ }).waitFor()
  expect(await violations(page)).toEqual([])
  expect(await page.title()).toContain("Paid")
  await picture(page, "paid")
})

it("is paid by a QR code, on the phone that scans it", async () => {
  const { page } = await cartOn(laptop)
  await page.getByLabel("QR code").check()
  await page.getByRole("img", { name: /^QR code/ }).waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, "qr")
  const bank = await phone.open((await page.getByRole("link", { name: /banking app/ }).getAttribute("href"))!)
  await bank.getByText("Example Store asks for €25.00").waitFor()
  expect(await violations(bank)).toEqual([])
  await picture(bank, "bank")
  await bank.getByRole("button", { name: "Approve" }).click()

  await showsKind(page, "paid")
  await bank.getByText(/^Done/).waitFor()
})

it("shows a declined card, and pays with another one", async () => {
  const { page } = await cartOn(phone)
  await page.getByRole("button", { name: "Pay with a card that is declined" }).click()
  await showsKind(page, "failed")
  expect(await violations(page)).toEqual([])
  await picture(page, "failed")
  await payByCard(page)

  await showsKind(page, "paid")
})

it("begins a new payment where the old one has ended", async () => {
  const { page, url } = await cartOn(phone)
  const cartId = url.split("/").at(-1)!
  const first = await paymentOf(cartId)
  await shop.world.gateway.client.change(first, "expire")
  await showsKind(page, "ended")
  expect(await violations(page)).toEqual([])
  // While the cart is read anew, the page knows only the payment that has ended, and must not offer it.
  const isCart = (url: URL) => /\/store\/carts\/\w+$/.test(url.pathname)
  await page.route(isCart, async (route) => {
    await pause(1_000)
    await route.continue()
  })
  await page.getByRole("button", { name: "Start a new payment" }).click()
  await showsKind(page, "waiting")
  await payByCard(page)

  await showsKind(page, "paid")
})

it("breaks no rule while it loads, while it waits for the provider, and where nobody answers", async () => {
  const { page, url } = await cartOn(phone)
  const at = (pattern: RegExp) => (asked: URL) => pattern.test(asked.pathname)
  const check = async (name: string) => {
    expect([name, await violations(page)]).toEqual([name, []])
    await picture(page, name)
  }
  const cartId = url.split("/").at(-1)!
  const isPaying = at(/\/gateway\/payments\/\w+\/pay$/)
  await page.route(isPaying, (route) => route.abort())
  await payByCard(page)
  await page.getByRole("alert").waitFor()
  await check("pay-failed-to-send")
  await page.unroute(isPaying)
  // The provider takes the payment, and reports it later.
  await page.route(isPaying, (route) => route.fulfill({ json: {} }))
  await payByCard(page)
  await showsKind(page, "sent")
  await check("sent")
  await shop.world.gateway.client.change(await paymentOf(cartId), "require_action")
  await showsKind(page, "action")
  await check("action")

  const isCart = at(/\/store\/carts\/\w+$/)
  const isStatus = at(/\/payment-status/)
  await page.route(isStatus, () => undefined)
  await page.route(isCart, () => undefined)
  await page.reload()
  await page.waitForSelector('.state[data-kind="loading"][data-connection="connecting"]')
  await check("loading")
  await page.unroute(isCart)
  await page.route(isCart, (route) => route.abort())
  await page.goto(`${shop.url}/#/cart/${cartId}`)
  await page.reload()
  await page.getByRole("alert").waitFor()
  await check("cart-not-loaded")
  await page.unroute(isStatus)
  await page.unroute(isCart)
  await page.route(at(/\/payment-status\/stream$/), (route) => route.abort())
  await page.goto(`${shop.url}/#/pay/${cartId}`)
  await page.reload()
  await page.waitForSelector('.state[data-kind="action"][data-connection="polling"]')
  await check("polling")
})

it("breaks no rule where money is reserved and the order is still being made", async () => {
  const { page, url } = await cartOn(phone)
  const cartId = url.split("/").at(-1)!
  // As the store would answer in that moment, which is over before a page is looked at.
  const answer = await fetch(`${shop.world.url}/store/carts/${cartId}/payment-status`, {
    headers: { "x-publishable-api-key": shop.world.facts.publishableKey },
  })
  const { payment_status } = (await answer.json()) as { payment_status: object }
  let given: object = { state: "authorized", version: 1 }
  const isStatus = (asked: URL) => /\/payment-status/.test(asked.pathname)
  await page.route(isStatus, (route) =>
    new URL(route.request().url()).pathname.endsWith("/stream")
      ? route.abort()
      : route.fulfill({ json: { payment_status: { ...payment_status, ...given } } }),
  )
  await page.reload()
  await showsKind(page, "authorized")
  expect(await violations(page)).toEqual([])
  await picture(page, "authorized")
  given = { state: "captured", version: 2, captured_amount: 25, captured_amount_major: 25, captured_amount_minor: "2500" }
  await showsKind(page, "paid")
  await page.getByText("Your order is being created.").waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, "making-order")
})

it("says that it is offline, and shows what happened when it is back", async () => {
  const { page, url } = await cartOn(phone)
  await markDocument(page)
  await phone.context.setOffline(true)
  await page.getByText(/^You are offline/).waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, "offline")
  await shop.world.gateway.client.change(await paymentOf(url.split("/").at(-1)!), "pay")
  await phone.context.setOffline(false)

  await showsKind(page, "paid")
  expect(await isMarked(page)).toBe(true)
})

it("follows the payment over a restart of the store", async () => {
  const { page, url } = await cartOn(laptop)
  const paymentId = await paymentOf(url.split("/").at(-1)!)
  await markDocument(page)
  await shop.world.restart()
  await shop.world.gateway.client.change(paymentId, "pay")

  await showsKind(page, "paid")
  expect(await isMarked(page)).toBe(true)
})

it("shows a refund on a guest's order page", async () => {
  const { page } = await cartOn(phone)
  await payByCard(page)
  await page.getByRole("link", { name: /^View order #\d+/ }).click()
  await page.getByRole("heading", { name: /^Order #\d+/ }).waitFor()
  await showsKind(page, "paid")
  const other = await laptop.open(page.url())
  await showsKind(other, "paid")
  expect(await violations(page)).toEqual([])
  await page.getByRole("button", { name: "Refund a part" }).click()
  await showsKind(other, "partlyRefunded")
  await page.getByRole("button", { name: "Refund the payment" }).click()

  for (const each of [page, other]) await showsKind(each, "refunded")
  expect(await violations(page)).toEqual([])
  await picture(page, "refunded")
})

it("is used by the keyboard alone", async () => {
  const page = await phone.open(shop.url)
  await page.getByRole("button", { name: "Add to cart" }).waitFor()
  await page.keyboard.press("Tab")
  expect(await focused(page)).toBe("Skip to the content")
  await page.keyboard.press("Enter")
  await tabTo(page, "Add to cart")
  await page.keyboard.press("Enter")
  await page.getByLabel("E-mail").waitFor()
  expect(await page.evaluate("document.activeElement.tagName")).toBe("MAIN")
  await tabTo(page, "E-mail")
  await page.keyboard.type(uniqueEmail())
  await page.keyboard.press("Enter")
  await showsKind(page, "waiting")
  await tabTo(page, "Pay €25.00")
  await page.keyboard.press("Enter")

  await showsKind(page, "paid")
})

it("asks nobody but the shop and its store, and has no errors", async () => {
  for (const { requests, errors } of [phone, laptop]) {
    expect(errors).toEqual([])
    expect([...new Set(requests.map((url) => new URL(url).origin))].sort()).toEqual([shop.url, shop.world.url].sort())
  }
})

const paymentOf = (cartId: string) =>
  poll("the provider's payment", async () => {
    const { rows } = await shop.world.db.query<{ id: string }>(
      `SELECT s.data->>'id' AS id FROM payment_session s
         JOIN cart_payment_collection c ON c.payment_collection_id = s.payment_collection_id
        WHERE c.cart_id = $1 AND s.deleted_at IS NULL ORDER BY s.created_at DESC LIMIT 1`,
      [cartId],
    )
    return rows[0]?.id
  })

const focused = (page: Page) =>
  page.evaluate(`(() => {
    const element = document.activeElement
    return (element.labels?.[0]?.textContent ?? element.textContent ?? "").trim()
  })()`)

async function tabTo(page: Page, text: string): Promise<void> {
  for (let steps = 0; steps < 30; steps++) {
    await page.keyboard.press("Tab")
    if ((await focused(page)) === text) return
  }
  throw new Error(`The keyboard does not reach "${text}"`)
}
