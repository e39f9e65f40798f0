import fs from "node:fs"
import path from "node:path"
import { chromium, type Page } from "playwright-core"
import { demoData } from "../examples/store/src/demo-data"
import { chromiumProgram } from "./lib/chromium"
import { cleanUp, cleanUpOnSignals, onExit } from "./lib/clean-up"
import { log, timed } from "./lib/log"
import { root } from "./lib/paths"
import { pages, type Shown } from "./lib/screenshots/pages"
import { makeTrade } from "./lib/screenshots/trade"
import { startWorld, type World } from "./lib/world"

const FOLDER = path.join(root, "docs", "images")

/** A picture of a page of the documentation: more would be slow to load, and heavy in the repository. */
const MOST_BYTES = 150_000

/**
 * Boots the example store with its dashboard, trades in it, and writes docs/images/dashboard-*.png as Chromium shows the pages
 * (`CHROMIUM`, or Debian's). `npm run docs:screenshots -- figures events` writes some of them.
 */
async function main(names: readonly string[]): Promise<void> {
  const executablePath = chromiumProgram()
  if (!executablePath) throw new Error("Pictures need Chromium; install Debian's package chromium or set CHROMIUM")
  const world = await startWorld({ admin: true })
  await world.serveDashboard()
  const trade = await timed("trade", () => makeTrade(world))
  const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] })
  onExit(() => browser.close())
  const page = await browser.newPage({ locale: "en", viewport: { width: 1280, height: 800 } })
  await signIn(page, world)
  fs.mkdirSync(FOLDER, { recursive: true })
  for (const shown of pages(trade)) if (!names.length || names.includes(shown.name)) await photograph(page, world, shown)
}

/** As a person does; the page shows the orders then. */
async function signIn(page: Page, { store }: World): Promise<void> {
  await page.goto(`${store.url}/app/login`)
  await page.getByPlaceholder("Email").fill(demoData.admin.email)
  await page.getByPlaceholder("Password").fill(demoData.admin.password)
  await page.getByRole("button", { name: "Continue with Email" }).click()
  await page.waitForURL("**/app/orders")
}

async function photograph(page: Page, { store }: World, { name, address, ready, height = 800 }: Shown): Promise<void> {
  await page.setViewportSize({ width: 1280, height })
  await page.goto(`${store.url}/app${address}`)
  await ready(page)
  const file = path.join(FOLDER, `dashboard-${name}.png`)
  const { length } = await page.screenshot({ path: file, animations: "disabled" })
  if (length > MOST_BYTES) throw new Error(`${file} has ${length} bytes, more than ${MOST_BYTES}: show less of the page`)
  log(`${path.relative(root, file)}: ${Math.round(length / 1000)} kB`)
}

cleanUpOnSignals()
main(process.argv.slice(2))
  .then(async () => {
    await cleanUp()
    process.exit(0)
  })
  .catch(async (error: unknown) => {
    log(`failed: ${error instanceof Error ? error.stack : String(error)}`)
    await cleanUp()
    process.exit(1)
  })
