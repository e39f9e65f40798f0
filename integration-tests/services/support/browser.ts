import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core"
import { chromiumProgram } from "../../../scripts/lib/chromium"

/** Nothing that talks to anybody but the pages under test. */
const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

export async function startBrowser(): Promise<Browser> {
  const executablePath = chromiumProgram()
  if (!executablePath) throw new Error("These tests need Chromium; install Debian's package chromium or set CHROMIUM")
  // A new, empty profile of its own, which is removed in the end.
  return chromium.launch({ executablePath, args: QUIET })
}

/** A device of one person: a profile of its own in the language, with what it asked for and what went wrong. */
export interface Device {
  readonly context: BrowserContext
  /** URLs of every request. */
  readonly requests: string[]
  /** Errors of pages and their consoles. */
  readonly errors: string[]
  open(url: string): Promise<Page>
  closePages(): Promise<void>
}

export async function newDevice(browser: Browser, { locale = "en", width = 1000 } = {}): Promise<Device> {
  const context = await browser.newContext({ locale, viewport: { width, height: 800 } })
  const [requests, errors]: [string[], string[]] = [[], []]
  context.on("request", (request) => requests.push(request.url()))
  context.on("weberror", (error) => errors.push(String(error.error())))
  return {
    context,
    requests,
    errors,
    async open(url) {
      const page = await context.newPage()
      page.on("console", (message) => {
        // The browser itself reports requests that fail, as they do while the store is away.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) errors.push(message.text())
      })
      await page.goto(url)
      return page
    },
    async closePages() {
      for (const page of context.pages()) await page.close()
    },
  }
}
