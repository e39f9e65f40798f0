import { readFile } from "node:fs/promises"
import type { Page } from "playwright-core"
import { poll } from "../../setup"
import { attentionOf } from "../../http/support/attention"
import { paidOrder } from "../../http/support/disputes"
import { finishedEvent } from "../../http/support/look"
import { overflow, picture, violations } from "../support/page"
import { signIn, startDesk, type Desk } from "./support/desk"

const BASE = "/admin/payment-notifications"

let desk: Desk
let paid: Awaited<ReturnType<typeof paidOrder>>
let payment: any

/** Paid, refunded in part, disputed; the dispute's item is dismissed. */
beforeAll(async () => {
  desk = await startDesk()
  const { world } = desk
  paid = await paidOrder(world)
  const refund = await world.gateway.client.refund(paid.paymentId, { amount: 500 })
  await finishedEvent(world, refund.event_id, "processed")
  const opened = await world.gateway.client.dispute(paid.paymentId, { amount: 1000, evidence_due_by: "2031-05-04T12:00:00.000Z" })
  await finishedEvent(world, opened.event_id, "processed")
  payment = (await world.admin<any>("GET", `${BASE}/payments?order_id=${paid.orderId}`)).payments[0]
  await attentionOf(world).dismiss(payment.attention[0].id, { note: "answered at the bank" })
  await poll("the messages", async () => {
    const { entries } = (await world.admin<any>("GET", `${BASE}/payments/${payment.id}/story?kind=message`)).story
    return entries.length >= 3 && entries.every(({ state }: any) => state === "sent")
  })
}, 600_000)

afterAll(() => desk?.stop())

afterEach(async () => {
  for (const context of desk.browser.contexts()) await context.close()
})

const told = () => desk.world.admin<any>("GET", `${BASE}/payments/${payment.id}/story`)
const entries = (page: Page) => page.locator("main li[data-kind]")
const heading = (page: Page) => page.getByRole("heading", { name: "History of the payment", level: 1 })

async function openStory(page: Page, query = ""): Promise<void> {
  await page.goto(`${desk.world.url}/app/payment-notifications/payments/${payment.id}${query}`)
  await heading(page).waitFor()
}

it("tells from the order's page on what happened to a payment, and shows each kind alone", async () => {
  const { device, page } = await signIn(desk)
  await page.goto(`${desk.world.url}/app/orders/${paid.orderId}`)
  await page.getByRole("link", { name: "History of the payment" }).click()
  await heading(page).waitFor()
  const { story } = await told()
  await poll("all entries", async () => (await entries(page).count()) === story.entries.length)
  const text = await page.locator("main").innerText()
  for (const words of [
    "Webhook event · payment_intent.succeeded",
    "Medusa · Capture",
    "Medusa · Refund",
    "Refunded",
    "€5.00",
    "Dispute",
    "€10.00",
    "to be answered until",
    "Message · Payment · Paid",
    paid.cart.email,
    "A payment is disputed",
    "answered at the bank",
    `#${story.payment.order_display_id}`,
    paid.paymentId,
  ]) {
    expect(text).toContain(words)
  }
  const [message] = story.entries.filter(({ kind }: any) => kind === "message")
  expect(await page.locator(`main a[href$="/messages/${message.id}"]`).count()).toBe(1)
  expect(await violations(page, "main")).toEqual([])
  await picture(page, "story")

  await page.getByRole("button", { name: "Refund", exact: true }).click()
  await poll("the refund alone", async () => (await entries(page).count()) === 1)
  expect(page.url()).toContain("kind=refund")
  expect(await page.getByRole("button", { name: "Refund", exact: true }).getAttribute("aria-pressed")).toBe("true")
  await page.getByRole("button", { name: "Details: Refund" }).click()
  const drawer = page.getByRole("dialog")
  await drawer.getByText('"refund.succeeded"').first().waitFor()
  await drawer.getByRole("region", { name: "Content, without personal data and secrets" }).waitFor()
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await picture(page, "story-details")
  await page.getByRole("button", { name: "Close" }).last().click()
  await drawer.waitFor({ state: "detached" })

  const crumbs = page.locator("ol").first()
  expect(await crumbs.innerText()).toContain(`History of the payment · #${story.payment.order_display_id}`)
  expect(device.errors).toEqual([])
}, 240_000)

it("saves the story as JSON and as CSV, as the server tells it", async () => {
  const { page } = await signIn(desk)
  await openStory(page)
  const save = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()])
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") }
  }
  const json = await save("Save as JSON")
  const csv = await save("Save as CSV")

  expect([json.name, csv.name]).toEqual([`payment-${paid.paymentId}.json`, `payment-${paid.paymentId}.csv`])
  expect(JSON.parse(json.text)).toEqual(await desk.world.admin("GET", `${BASE}/payments/${payment.id}/story/export?format=json`))
  expect(csv.text).toBe(await desk.world.admin("GET", `${BASE}/payments/${payment.id}/story/export?format=csv`))
  expect(csv.text.split("\r\n")).toHaveLength((await told()).story.entries.length + 2)
}, 240_000)

it("is found in the dashboard's search by the provider's id, an event's id and the order's number, beside core's own results", async () => {
  const { page } = await signIn(desk)
  const { story } = await told()
  const event = story.entries.find(({ kind }: any) => kind === "event")
  const search = async (text: string) => {
    await page.keyboard.press("Control+k")
    await page.getByRole("dialog").getByRole("combobox").fill(text)
  }
  const result = (name: string) => page.getByRole("dialog").getByRole("option", { name })

  await search(paid.paymentId.slice(0, -2))
  await result(paid.paymentId).waitFor()
  await picture(page, "search")
  await result(paid.paymentId).click()
  await heading(page).waitFor()

  await search(event.reference)
  await result(event.reference).click()
  await page.waitForURL(`**/payment-notifications/events/${event.id}`)
  await page.getByRole("link", { name: "History of the payment" }).waitFor()

  await search(`#${story.payment.order_display_id}`)
  await result(paid.cart.email!).waitFor()
  await result(paid.paymentId).waitFor()
}, 240_000)

it("leads from what wants a person to the payment, and shows the way back above the page", async () => {
  const { page } = await signIn(desk)
  await page.goto(`${desk.world.url}/app/payment-notifications/attention/${payment.attention[0].id}`)
  await page.getByRole("link", { name: "History of the payment" }).waitFor()
  const crumbs = page.locator("ol").first()
  await crumbs.getByText("A payment is disputed").waitFor()
  expect((await crumbs.innerText()).replace(/\s+/g, " ")).toContain("Payments to review A payment is disputed")
  await crumbs.getByRole("link", { name: "Payments to review" }).click()
  await page.getByRole("heading", { name: "Payments to review" }).waitFor()
}, 240_000)

it("is whole in a narrow window, in the dark and in German", async () => {
  const { page } = await signIn(desk)
  await page.setViewportSize({ width: 375, height: 800 })
  await openStory(page)
  await entries(page).first().waitFor()
  expect(await overflow(page)).toBe(0)
  expect(await violations(page, "main")).toEqual([])
  await picture(page, "story-narrow")

  await page.evaluate(() => {
    const { localStorage } = globalThis as any
    localStorage.setItem("medusa_admin_theme", "dark")
    localStorage.setItem("lng", "de")
  })
  await page.context().addCookies([{ name: "lng", value: "de", url: desk.world.url }])
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.reload()
  await page.getByRole("heading", { name: "Verlauf der Zahlung", level: 1 }).waitFor()
  await page.getByText("Nachricht · Zahlung · Bezahlt").waitFor()
  await page.getByText("Die Bank des Zahlers ficht 10,00 € dieser Zahlung an.").waitFor()
  expect(await violations(page, "main")).toEqual([])
  await picture(page, "story-dark")

  await page.goto(`${desk.world.url}/app/payment-notifications/attention/${payment.attention[0].id}`)
  await page.getByText("Die Bank des Zahlers ficht 10,00 € dieser Zahlung an.").waitFor()
}, 240_000)
