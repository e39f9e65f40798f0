import { chromium, type Page } from "playwright-core"
import { demoData } from "../../examples/store/src/demo-data"
import { chromiumProgram } from "../../scripts/lib/chromium"

/** A page of the desk, and the text that a person waits for. */
export interface DeskPage {
  readonly path: string
  readonly until: string
}

/** Milliseconds from asking for each page until its first row can be clicked, its files in the browser's cache as for whoever works with it. */
export async function openings(url: string, pages: readonly DeskPage[], times: number): Promise<Map<DeskPage, number[]>> {
  const executablePath = chromiumProgram()
  if (!executablePath) throw new Error("this section needs Chromium; install Debian's package chromium or set CHROMIUM")
  const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] })
  try {
    const page = await browser.newPage({ locale: "en", viewport: { width: 1280, height: 800 } })
    await signIn(page, url)
    const took = new Map(pages.map((each) => [each, [] as number[]]))
    // The first visit fills the cache and compiles what all others run.
    for (let time = -1; time < times; time++) {
      for (const each of pages) {
        const began = performance.now()
        await page.goto(url + each.path, { waitUntil: "commit" })
        await page.locator("main").getByText(each.until).first().click({ trial: true })
        if (time >= 0) took.get(each)!.push(performance.now() - began)
      }
    }
    return took
  } finally {
    await browser.close()
  }
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/app/login`)
  await page.getByPlaceholder("Email").fill(demoData.admin.email)
  await page.getByPlaceholder("Password").fill(demoData.admin.password)
  await page.getByRole("button", { name: "Continue with Email" }).click()
  await page.waitForURL("**/app/orders")
}
