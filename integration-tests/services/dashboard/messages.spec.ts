import type { Page } from "playwright-core"
import { paidOrder } from "../../http/support/disputes"
import { mailsAbout, outboxOf } from "../../http/support/messages"
import { overflow, picture, violations } from "../support/page"
import { signIn, startDesk, wearDark, type Desk } from "./support/desk"

/** A shop's own mail that would do harm where a page ran it. */
const HOSTILE = `<html><head><title>{shop}</title></head><body><p>Canceled at {shop}</p>
  <script>parent.document.title = "run by a mail"</script><img src="/nowhere" onerror="parent.document.title = 'run by a mail'">
  <a href="javascript:parent.document.title='run by a mail'">here</a></body></html>`

const notifications = {
  shop: { name: "Ada & Söhne", url: "https://ada.example" },
  links: { order: "https://ada.example/orders/{order_id}" },
  templates: {
    "payment.canceled": { messages: { en: { html: HOSTILE.replaceAll("'", "’") } } },
    "payment.failed": "d-4711",
  },
}

let desk: Desk

beforeAll(async () => {
  desk = await startDesk({ notifications })
}, 600_000)

afterAll(() => desk?.stop())

afterEach(async () => {
  for (const context of desk.browser.contexts()) await context.close()
})

const messages = (query = "") => `${desk.world.url}/app/payment-notifications/messages${query}`

/** Chooses a value in one of the page's fields. */
async function choose(page: Page, field: string, value: string): Promise<void> {
  await page.getByRole("combobox", { name: field, exact: true }).click()
  await page.getByRole("option", { name: value, exact: true }).click()
}

it("lists messages, shows one with its attempts, and sends it again once it is confirmed", async () => {
  const { cart, orderId } = await paidOrder(desk.world)
  const to = cart.email!
  await mailsAbout(desk.world, to, "payment.captured")
  const { device, page } = await signIn(desk)
  await page.goto(messages('?state=["sent"]&channel=["email"]&fact=["payment.captured"]'))
  const row = page.getByRole("row").filter({ hasText: to })
  await row.waitFor()
  // The toolbar above it is the dashboard's own.
  expect(await violations(page, "main table")).toEqual([])
  await picture(page, "messages")
  await row.getByRole("link", { name: "payment.captured" }).click()

  await page.getByRole("heading", { name: "payment.captured" }).waitFor()
  await page.getByText("1 · Sent").waitFor()
  const order = page.getByRole("link", { name: /^#\d+$/ })
  expect(await order.getAttribute("href")).toMatch(new RegExp(`/orders/${orderId}$`))
  expect(await violations(page, "main")).toEqual([])
  await page.getByRole("link", { name: /^prec_/ }).waitFor()
  await picture(page, "message")

  await page.getByRole("button", { name: "Send again" }).click()
  const dialog = page.getByRole("alertdialog")
  await dialog.getByText(`It is sent once more to ${to}`).waitFor()
  expect(await violations(page, '[role="alertdialog"]')).toEqual([])
  await picture(page, "resend")
  await dialog.getByRole("button", { name: "Cancel" }).click()
  expect(await outboxOf(desk.world, to)).toMatchObject([{ attempts: 1, resent_by: null }])
  await page.getByRole("button", { name: "Send again" }).click()
  await dialog.getByRole("button", { name: "Send again" }).click()

  expect(await mailsAbout(desk.world, to, "payment.captured", 2)).toHaveLength(2)
  await page.getByText(/^2 · Sent · /).waitFor()
  expect(await outboxOf(desk.world, to)).toMatchObject([
    { state: "sent", attempts: 2, resent_by: expect.stringMatching(/^user_/), resent_after: 1 },
  ])
  await page.setViewportSize({ width: 375, height: 800 })
  expect(await overflow(page)).toBe(0)
  await picture(page, "message-narrow")
  expect(device.errors).toEqual([])
}, 240_000)

it("shows any message as the shop would send it, in any language, and sends nothing", async () => {
  const planned = async () => (await desk.world.db.query(`SELECT count(*)::int AS n FROM payment_notification`)).rows[0].n
  const before = await planned()
  const { device, page } = await signIn(desk)
  await page.goto(messages())
  await page.getByRole("link", { name: "Preview messages" }).click()
  await page.getByText("Payment received for order #1042").first().waitFor()
  const frame = page.getByTitle("The mail")
  expect(await frame.getAttribute("sandbox")).toBe("")
  expect(await frame.getAttribute("srcdoc")).toContain("Ada &amp; Söhne")
  expect(await violations(page, "main")).toEqual([])
  await picture(page, "preview")

  await choose(page, "Language", "de")
  await page.getByText("Zahlung erhalten für Bestellung Nr. 1042").first().waitFor()
  expect(await frame.getAttribute("srcdoc")).toContain("https://ada.example/orders/order_01SAMPLE")
  await choose(page, "Channel", "sms")
  await frame.waitFor({ state: "detached" })
  await page
    .getByText(/^Ada & Söhne: .*1\.249,50\s€/)
    .or(page.getByText(/1\.249,50\s€.*order_01SAMPLE/))
    .first()
    .waitFor()
  await choose(page, "About", "payment.failed")
  await choose(page, "Channel", "email")
  await page.getByText("Your provider writes this mail with its template d-4711.").waitFor()
  expect(await planned()).toBe(before)
  expect(device.errors).toEqual([])
}, 240_000)

it("runs nothing of a mail that would do harm", async () => {
  const { page } = await signIn(desk)
  await page.goto(messages("/templates?template=payment.canceled&channel=email&locale=en"))
  const frame = page.getByTitle("The mail")
  await frame.waitFor()
  expect(await frame.getAttribute("srcdoc")).toContain("<script>")
  await page.frameLocator('iframe[title="The mail"]').getByText("Canceled at Ada & Söhne").waitFor()
  expect(await page.title()).not.toBe("run by a mail")
}, 240_000)

it("is readable in the dark, and cut nowhere in a narrow window", async () => {
  const { page } = await signIn(desk)
  await wearDark(page)
  await page.setViewportSize({ width: 375, height: 800 })
  for (const [name, path] of [
    ["messages-dark", ""],
    ["preview-dark", "/templates"],
  ] as const) {
    await page.goto(messages(path))
    await page.getByRole("heading", { level: 1 }).first().waitFor()
    await page
      .getByText(name === "messages-dark" ? "payment.captured" : "Payment received")
      .first()
      .waitFor()
    expect(await violations(page, name === "messages-dark" ? "main table" : "main")).toEqual([])
    expect(await overflow(page)).toBe(0)
    await picture(page, name)
  }
}, 240_000)
