import type { Page } from "playwright-core"
import { poll } from "../../setup"
import { paidOrder } from "../../http/support/disputes"
import { deliveryOptions, deskOf } from "../../http/support/destinations"
import { openThirdParty, type ThirdParty } from "../../http/support/third-party"
import { overflow, picture, violations } from "../support/page"
import { signIn, startDesk, wearDark, type Desk } from "./support/desk"

const deliveries = {
  ...deliveryOptions(),
  destinations: [
    {
      ...{ id: "warehouse", kind: "http", config: { url: "https://warehouse.example/hooks" }, facts: ["dispute.won"] },
      secrets: [`whsec_${Buffer.from("a secret of the options, 32 bytes").toString("base64")}`],
    },
  ],
}

let desk: Desk
let erp: ThirdParty
let api: ReturnType<typeof deskOf>

beforeAll(async () => {
  erp = await openThirdParty()
  desk = await startDesk({ deliveries })
  api = deskOf(desk.world)
}, 600_000)

afterAll(async () => {
  await desk?.stop()
  await erp?.close()
})

afterEach(async () => {
  for (const context of desk.browser.contexts()) await context.close()
  const { destinations } = await api.call("GET", "/destinations?limit=200")
  for (const { id, origin } of destinations) if (origin === "api") await api.call("DELETE", `/destinations/${id}`)
  erp.answer(204)
  erp.calls.length = 0
})

const callbacks = (path = "") => `${desk.world.url}/app/settings/payment-callbacks${path}`
const button = (page: Page, name: string) => page.locator("main").getByRole("button", { name, exact: true })
const dialog = (page: Page) => page.getByRole("dialog")
/** The filter's button of each table is the dashboard's own, and has no name. */
const ours = async (page: Page) => (await violations(page, "main")).filter((found) => !found.includes('aria-haspopup="menu"'))
const called = (count: number) => poll(`${count} calls`, async () => erp.calls.length >= count && erp.calls)

/** A destination at the third party, as its page shows it. */
async function opened(page: Page) {
  const { destination } = await api.create({
    ...{ kind: "http", config: { url: erp.url }, facts: ["payment.captured"], description: "ERP" },
  })
  await page.goto(callbacks(`/${destination.id}`))
  await page.getByRole("heading", { name: "ERP" }).waitFor()
  return destination as { id: string }
}

it("makes a callback, says at the field what is wrong, shows its secret once, and tests it", async () => {
  const { device, page } = await signIn(desk)
  await page.goto(callbacks())
  await page.getByRole("link", { name: "https://warehouse.example/hooks" }).waitFor()
  expect(await violations(page, "main table")).toEqual([])
  await picture(page, "callbacks")
  await page.getByRole("button", { name: "Add callback" }).click()
  await dialog(page).getByLabel("Address", { exact: true }).fill("http://192.168.0.1/hooks")
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await picture(page, "callback-new")
  await dialog(page).getByRole("button", { name: "Save" }).click()
  await dialog(page).getByText("url cannot be called: it is not an https:// URL").waitFor()
  const url = dialog(page).getByLabel("Address", { exact: true })
  expect(await url.getAttribute("aria-invalid")).toBe("true")
  expect(await url.getAttribute("aria-describedby")).toBeTruthy()
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await picture(page, "callback-refused")

  await url.fill(erp.url)
  await dialog(page).getByLabel("Name").fill("ERP")
  await dialog(page).getByRole("checkbox", { name: "refund.*" }).check()
  await dialog(page).getByRole("button", { name: "Save" }).click()
  const secret = await dialog(page).locator("code").innerText()
  expect(secret).toMatch(/^whsec_/)
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await picture(page, "callback-secret")
  await dialog(page).getByRole("button", { name: "I have copied it" }).click()
  await page.getByRole("heading", { name: "ERP" }).waitFor()
  await page.getByText("payment.*, refund.*").waitFor()
  expect(await page.content()).not.toContain(secret)

  await button(page, "Send test").click()
  const [call] = await called(1)
  erp.verify(call!, secret)
  expect(call!.event).toMatchObject({ type: "test.ping" })
  await page.getByRole("cell", { name: "Delivered" }).waitFor({ timeout: 30_000 })
  expect(await ours(page)).toEqual([])
  await picture(page, "callback")
  await page.getByRole("link", { name: "test.ping" }).click()
  await page.getByText("1 · Delivered · 204").waitFor()
  await page.getByText('"type": "test.ping"').waitFor()
  expect(await ours(page)).toEqual([])
  await picture(page, "delivery")
  expect(device.errors).toEqual([])
}, 240_000)

it("gives a new secret that signs beside the former one, and shows it once", async () => {
  const { page } = await signIn(desk)
  const made = await api.create({ kind: "http", config: { url: erp.url }, facts: ["payment.captured"] })
  await page.goto(callbacks(`/${made.destination.id}`))
  await button(page, "Rotate secret").click()
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await dialog(page).getByRole("button", { name: "Rotate secret" }).click()
  const secret = await dialog(page).locator("code").innerText()
  await dialog(page).getByRole("button", { name: "I have copied it" }).click()
  await page.getByText(/^signs until /).waitFor()
  expect(await page.content()).not.toContain(secret)

  await button(page, "Send test").click()
  const [call] = await called(1)
  for (const either of [secret, made.secret]) erp.verify(call!, either)
}, 240_000)

it("lets facts wait, recovers what failed, and replays what was never sent", async () => {
  const { page } = await signIn(desk)
  const { id } = await opened(page)
  await button(page, "Pause").click()
  await button(page, "Resume").waitFor()
  const waited = await paidOrder(desk.world)
  await poll("a delivery that waits", async () => (await api.show(id)).waiting === 1)
  expect(erp.calls).toEqual([])
  await button(page, "Resume").click()
  expect((await called(1))[0]!.event.data.payment_id).toBe(waited.paymentId)

  erp.answer(503, "come back later")
  const failed = await paidOrder(desk.world)
  // The second try follows within seconds; the third would be minutes after it.
  const tried = async () => (await api.deliveriesOf(id, "&state=failed")).some(({ attempts }: any) => attempts === 2)
  await poll("the second failure", tried, { timeoutMs: 60_000 })
  await page.getByText("Failing", { exact: true }).waitFor({ timeout: 30_000 })
  erp.answer(204)
  erp.calls.length = 0
  await button(page, "Recover failed").click()
  await dialog(page).getByText("Deliveries: 1").waitFor()
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await picture(page, "callback-recover")
  await dialog(page).getByRole("button", { name: "Recover failed" }).click()
  expect((await called(1))[0]!.event.data.payment_id).toBe(failed.paymentId)
  await page.getByRole("dialog").waitFor({ state: "detached" })
  const [{ id: recovered }] = await api.deliveriesOf(id)
  await page.goto(callbacks(`/deliveries/${recovered}`))
  await page.getByText("1 · Failed · 503").waitFor()
  await page.getByText("come back later").first().waitFor()
  await page.getByText(/^3 · Delivered · 204 · /).waitFor({ timeout: 30_000 })
  await picture(page, "delivery-recovered")

  await page.goto(callbacks(`/${id}`))
  await button(page, "Disable").click()
  await button(page, "Enable").waitFor()
  const missed = await paidOrder(desk.world)
  await button(page, "Enable").click()
  await button(page, "Pause").waitFor()
  await button(page, "Replay never sent").click()
  await dialog(page)
    .getByText(/^Deliveries: [1-9]/)
    .waitFor()
  await dialog(page).getByRole("button", { name: "Replay never sent" }).click()
  await poll("what was missed", async () => erp.calls.some(({ event }) => event.data.payment_id === missed.paymentId))
}, 300_000)

it("changes and deletes a callback; one of the options only rests", async () => {
  const { page } = await signIn(desk)
  const { id } = await opened(page)
  await button(page, "Edit").click()
  await dialog(page).getByLabel("Name").fill("Bookkeeping")
  await dialog(page).getByLabel("Seconds to wait for an answer").fill("61")
  await dialog(page).getByRole("button", { name: "Save" }).click()
  await dialog(page)
    .getByText(/timeout_seconds/)
    .waitFor()
  await dialog(page).getByLabel("Seconds to wait for an answer").fill("5")
  await dialog(page).getByRole("button", { name: "Save" }).click()
  await page.getByRole("heading", { name: "Bookkeeping" }).waitFor()
  expect(await api.show(id)).toMatchObject({ description: "Bookkeeping", timeout_seconds: 5, config: { url: erp.url } })

  await button(page, "Delete").click()
  const prompt = page.getByRole("alertdialog")
  await prompt.getByText(`${erp.url} is not called any more`).waitFor()
  expect(await violations(page, '[role="alertdialog"]')).toEqual([])
  await prompt.getByRole("button", { name: "Delete" }).click()
  const own = page.getByRole("link", { name: "https://warehouse.example/hooks" })
  await own.waitFor()
  expect(await page.getByText("Bookkeeping").count()).toBe(0)

  await own.click()
  await page.getByText("Written in medusa-config, and changed only there").waitFor()
  for (const verb of ["Edit", "Delete", "Rotate secret", "Disable"]) expect(await button(page, verb).count()).toBe(0)
  await button(page, "Pause").waitFor()
}, 240_000)

it("is readable in the dark, and cut nowhere in a narrow window", async () => {
  const { page } = await signIn(desk)
  await wearDark(page)
  await page.setViewportSize({ width: 375, height: 800 })
  await opened(page)
  expect(await ours(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  await picture(page, "callback-dark")
  await button(page, "Edit").click()
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await picture(page, "callback-edit-dark")
  await page.goto(callbacks())
  await page.getByRole("link", { name: "ERP" }).waitFor()
  expect(await overflow(page)).toBe(0)
  await picture(page, "callbacks-dark")
}, 240_000)
