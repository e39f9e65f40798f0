import { demoSecrets } from "../../../examples/store/src/demo-secrets"
import { poll } from "../../setup"
import { paidOrder } from "../../http/support/disputes"
import { anEvent, send, signed, urlOf } from "../../http/support/webhooks"
import { overflow, picture, violations } from "../support/page"
import { signIn, startDesk, type Desk } from "./support/desk"

let desk: Desk

// The dashboard is built here, once: the longest part.
beforeAll(async () => {
  desk = await startDesk()
}, 600_000)

afterAll(() => desk?.stop())

afterEach(async () => {
  for (const context of desk.browser.contexts()) await context.close()
})

const metrics = async () =>
  (await desk.world.admin<{ metrics: any }>("GET", "/admin/payment-notifications/metrics?window=24h")).metrics

const percent = (share: number) =>
  new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(Math.floor(share * 1000) / 1000)

const PAYMENTS = 21

/** A day ago 21 of 30 calls were taken in; today payments are made, and their mails sent. */
async function twoDays(): Promise<void> {
  const { world } = desk
  for (let i = 0; i < 21; i++) await send(urlOf(world, "hmac"), signed("hmac", anEvent()))
  const forged = signed("hmac", anEvent())
  for (let i = 0; i < 9; i++) await send(urlOf(world, "hmac"), { ...forged, body: `${forged.body} ` })
  await poll("the counts of the calls", async () => {
    const hmac = (await metrics()).by_account.find(({ account }: any) => account === "hmac")
    return hmac?.calls.accepted === 21 && hmac.calls.forged === 9
  }, { timeoutMs: 60_000 }) // prettier-ignore
  await world.db.query(`UPDATE payment_webhook_count SET bucket = bucket - interval '30 hours' WHERE account = 'hmac'`)
  for (let i = 0; i < PAYMENTS; i++) await paidOrder(world)
  await poll("the mails", async () => {
    const { overall } = await metrics()
    return overall.messages.sent >= PAYMENTS && overall.calls.accepted >= PAYMENTS && overall.messages
  }, { timeoutMs: 120_000 }) // prettier-ignore
}

it("shows the figures of real payments as the report has them, beside those of the day before", async () => {
  await twoDays()
  const { device, page } = await signIn(desk)
  await page.goto(`${desk.world.url}/app/payment-notifications/figures`)
  const figure = (name: string) => page.locator(`[data-figure="${name}"]`)
  await figure("receive").getByText("before: 70%").waitFor()
  const { overall } = await metrics()
  expect(await figure("receive").innerText()).toContain(percent(overall.receive_success))
  expect(await figure("receive").innerText()).toContain(`of ${overall.calls.accepted}`)
  expect(await figure("process").innerText()).toContain(percent(overall.process_success))
  expect(await figure("send").innerText()).toContain(`of ${overall.attempts.ended}`)
  expect(await figure("delivered").innerText()).toContain(percent(overall.delivery_success_rate))
  expect(await figure("delivery").innerText()).toMatch(/\d+(\.\d)? sec/)
  // No callback was sent: a dash, and no rate.
  expect(await figure("callback").innerText()).toContain("–")
  await page.getByRole("heading", { name: "Stripe · stripe" }).waitFor()
  expect(await page.content()).not.toContain(demoSecrets.stripe)
  expect(await violations(page, "main")).toEqual([])
  await picture(page, "figures")

  await page.goto(`${desk.world.url}/app/payment-notifications/figures?window=90d`)
  await figure("receive")
    .getByText(`of ${overall.calls.accepted + 30}`)
    .waitFor()
  expect(device.errors).toEqual([])
}, 300_000)

it("has the data of each plot as a table, too, and fits a narrow window", async () => {
  const { device, page } = await signIn(desk)
  await page.goto(`${desk.world.url}/app/payment-notifications/figures`)
  const channels = page.getByRole("heading", { name: "By channel" }).locator("xpath=../..")
  const row = channels.getByRole("row", { name: /email/ })
  await row.waitFor({ state: "attached" })
  const { by_channel } = await metrics()
  expect(await row.getByRole("cell").allInnerTexts()).toEqual([
    "email",
    percent(by_channel[0].send_success),
    String(by_channel[0].attempts.ended),
    "–",
  ])
  expect(await page.getByRole("table").count()).toBeGreaterThan(2)
  // The part with the plots is loaded now: a pair of bars for each row, of which only that of now has a length.
  await channels.locator(".recharts-bar-rectangle path").first().waitFor()
  const asTable = channels.getByRole("button", { name: "As a table" })
  expect(await asTable.getAttribute("aria-pressed")).toBe("false")
  await asTable.press("Enter")
  expect(await asTable.getAttribute("aria-pressed")).toBe("true")
  expect(await channels.locator(".recharts-surface").count()).toBe(0)
  expect(await channels.getByRole("region", { name: /By channel/ }).isVisible()).toBe(true)
  expect(await violations(page, "main")).toEqual([])
  await asTable.press("Enter")
  await channels.locator(".recharts-bar-rectangle path").first().waitFor()

  await page.setViewportSize({ width: 375, height: 800 })
  await page.getByRole("heading", { name: "Figures", level: 1 }).waitFor()
  expect(await overflow(page)).toBe(0)
  expect(await violations(page, "main")).toEqual([])
  await picture(page, "figures-narrow")
  await page.evaluate(() => (globalThis as any).document.documentElement.classList.add("dark"))
  await picture(page, "figures-dark")
  expect(device.errors).toEqual([])
}, 240_000)

it("has a test call really received, and says where only the provider can sign", async () => {
  const { device, page } = await signIn(desk)
  await page.goto(`${desk.world.url}/app/settings/payment-providers-setup?account=stripe`)
  await page.getByText(`${desk.world.url}/webhooks/payments/stripe`).waitFor()
  await page.getByText("Only this machine or its network reaches this address").waitFor()
  await page.getByRole("listitem").filter({ hasText: "payment_intent.succeeded" }).waitFor()
  await page.getByText("among the newest 100").waitFor()
  expect(await page.content()).not.toContain(demoSecrets.stripe)
  expect(await violations(page, "main")).toEqual([])
  await page.getByRole("button", { name: "Send test" }).press("Enter")
  await page.getByText("Verified and received.").waitFor()
  await picture(page, "setup")
  await page.setViewportSize({ width: 375, height: 800 })
  expect(await overflow(page)).toBe(0)
  await picture(page, "setup-narrow")
  await page.getByRole("link", { name: "Show the event" }).click()
  await page.getByRole("heading", { name: "test.ping" }).waitFor()
  const { rows } = await desk.world.db.query(`SELECT account, state, source FROM payment_webhook_event WHERE type = 'test.ping'`)
  expect(rows).toEqual([{ account: "stripe", state: "ignored", source: "test" }])

  await page.goto(`${desk.world.url}/app/settings/payment-providers-setup?account=acme`)
  await page.getByText("Only Acme Pay can sign a call for this account").waitFor()
  expect(await page.getByRole("button", { name: "Send test" }).count()).toBe(0)
  expect(device.errors).toEqual([])
}, 240_000)
