import type { Page } from "playwright-core"
import { countOf, givenUp, withAccount, withoutAccount } from "../../http/support/gone-account"
import { replaysOf } from "../../http/support/replays"
import { poll } from "../../setup"
import { overflow, picture, violations } from "../support/page"
import { inviteColleague, signIn, startDesk, type Desk } from "./support/desk"

const EVENTS = 300
const processing = { concurrency: 4, retryInitialSeconds: 0.5, giveUpAfterSeconds: 60 }

let desk: Desk

beforeAll(async () => {
  desk = await startDesk({ processing, accounts: withoutAccount })
  await givenUp(desk.world, EVENTS)
}, 900_000)

afterAll(() => desk?.stop())

afterEach(async () => {
  for (const context of desk.browser.contexts()) await context.close()
})

const EVENTS_PAGE = "/app/payment-notifications/events"
const open = (page: Page, query = "") => page.goto(`${desk.world.url}${EVENTS_PAGE}${query}`)
const section = (page: Page) => page.getByRole("region", { name: "Given up, by cause" })
const SECTION = 'section[aria-label="Given up, by cause"]'
/** Medusa's own button of a table's filters has no name. */
const filterButton = (page: Page) =>
  page
    .locator('main h1 >> xpath=ancestor::*[.//button[@aria-haspopup="menu"]][1]')
    .locator('button[aria-haspopup="menu"]')
    .first()
const progress = (page: Page) => section(page).getByRole("progressbar")

/** How many events of the newest replay have an outcome, as the page shows it. */
const shownDone = async (page: Page) => Number(await progress(page).first().getAttribute("aria-valuenow"))

it("filters the inbox by account, type, reason and time of reception, and keeps the filters in the address", async () => {
  const { device, page } = await signIn(desk)
  await open(page)
  await page.getByRole("cell", { name: "unknown_account" }).first().waitFor()
  await filterButton(page).click()
  const menu = page.getByRole("menu")
  for (const name of ["State", "Account", "Type", "Reason", "Received"])
    await menu.getByRole("menuitem", { name, exact: true }).waitFor()
  expect(await violations(page, "main table", '[role="menu"]')).toEqual([])
  await picture(page, "events-filters")
  await menu.getByRole("menuitem", { name: "Account", exact: true }).click()
  const values = page.locator("[data-radix-popper-content-wrapper]")
  await values.getByText("gone", { exact: true }).waitFor()
  // Medusa's own list of values has no name, nor have its boxes: what is ours stands behind it.
  expect(await violations(page, "main table", SECTION)).toEqual([])
  await picture(page, "events-filter-account")
  await values.getByText("gone", { exact: true }).click()
  await page.waitForURL(/account=%5B%22gone%22%5D/)

  const day = 86_400_000
  const only = async (filters: Record<string, unknown>) => {
    const query = new URLSearchParams(
      Object.entries(filters).map(([name, value]): [string, string] => [name, JSON.stringify(value)]),
    )
    await open(page, `?${query}`)
  }
  for (const filters of [
    { account: ["gone"], state: ["dead"] },
    { reason: ["unknown_account"] },
    { type: ["payment.captured"], received_at: { $gte: new Date(Date.now() - day).toISOString() } },
  ]) {
    await only(filters)
    await page.getByRole("cell", { name: "unknown_account" }).first().waitFor()
  }
  for (const filters of [
    { account: ["stripe"] },
    { reason: ["crashed"] },
    { received_at: { $lte: new Date(Date.now() - day).toISOString() } },
  ]) {
    await only(filters)
    await page.getByText("Nothing matches").waitFor()
  }
  expect(device.errors).toEqual([])
}, 240_000)

it("filters what wants a person by account and time as well", async () => {
  const { page } = await signIn(desk)
  await page.goto(`${desk.world.url}/app/payment-notifications/attention?account=["gone"]`)
  await page.getByRole("link", { name: "A webhook could not be applied" }).first().waitFor()
  await page.goto(`${desk.world.url}/app/payment-notifications/attention?account=["stripe"]`)
  await page.getByText("Nothing matches").waitFor()
  await page.goto(`${desk.world.url}/app/payment-notifications/attention?created_at={"$lte":"2020-01-01T00:00:00.000Z"}`)
  await page.getByText("Nothing matches").waitFor()
  await filterButton(page).click()
  for (const name of ["Matter", "Account"]) await page.getByRole("menuitem", { name, exact: true }).waitFor()
  expect(await violations(page, "main table", '[role="menu"]')).toEqual([])
}, 240_000)

it("applies 300 events of one cause again: counted first, shown as it goes, stopped by a colleague, taken up, and done without a tab", async () => {
  const { device, page } = await signIn(desk)
  await open(page)
  await section(page).getByText(`Events: ${EVENTS}`).waitFor()
  await section(page).getByText("unknown_account", { exact: true }).waitFor()
  expect(await violations(page, SECTION, "main table")).toEqual([])
  await picture(page, "causes")
  await page.setViewportSize({ width: 375, height: 800 })
  expect(await overflow(page)).toBe(0)
  const button = await section(page)
    .getByRole("button", { name: `Apply all ${EVENTS} again` })
    .boundingBox()
  expect(button!.x + button!.width).toBeLessThanOrEqual(375)
  await picture(page, "causes-narrow")
  await page.setViewportSize({ width: 1280, height: 800 })

  await desk.world.setOptions({ processing, accounts: withAccount })
  await section(page)
    .getByRole("button", { name: `Apply all ${EVENTS} again` })
    .click()
  const dialog = page.getByRole("dialog")
  await dialog.getByText(`Events that are applied again: ${EVENTS}.`).waitFor()
  await dialog.getByText("An event that was applied already is found done").waitFor()
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await picture(page, "replay-all")
  await dialog.getByRole("button", { name: `Apply all ${EVENTS} again` }).click()
  await progress(page).first().waitFor()
  await poll("progress", async () => (await shownDone(page)) >= 10)
  expect(await violations(page, SECTION)).toEqual([])
  await picture(page, "replay-goes-on")

  const colleague = await signIn(desk, await inviteColleague(desk.world, "Grace"))
  await open(colleague.page)
  await section(colleague.page).getByRole("button", { name: "Stop" }).click()
  await section(colleague.page).getByText("stopped by Grace Example").waitFor()
  const [stopped] = await replaysOf(desk.world).list()
  expect(stopped).toMatchObject({ state: "stopped", total: EVENTS })
  expect(stopped!.done).toBeGreaterThan(0)
  expect(stopped!.done).toBeLessThan(EVENTS)
  await section(page).getByText("stopped by Grace Example").waitFor()
  const rest = await poll("the events that were under way", async () => {
    const { done } = await replaysOf(desk.world).show(stopped!.id)
    const dead = await countOf(desk.world, "dead")
    return done + dead === EVENTS && dead
  })

  const again = section(page).getByRole("button", { name: `Apply all ${rest} again` })
  await again.click()
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `Apply all ${rest} again` })
    .click()
  await poll("the replay that takes up the rest", async () => (await replaysOf(desk.world).list()).length === 2)
  await page.close()
  await colleague.page.close()
  const [second] = await replaysOf(desk.world).list()
  expect(await replaysOf(desk.world).ended(second!.id)).toMatchObject({ state: "finished", total: rest, done: rest, failed: 0 })

  const later = await device.context.newPage()
  await open(later)
  await section(later).getByText(`${rest} of ${rest} applied again`).waitFor()
  await section(later).getByText("Finished").waitFor()
  expect(await section(later).getByRole("button").count()).toBe(0)
  expect(await countOf(desk.world, "ignored")).toBe(EVENTS)
  await picture(later, "replayed")
  expect([...device.errors, ...colleague.device.errors]).toEqual([])
}, 300_000)
