import axe from "axe-core"
import type { Page } from "playwright-core"

/** Waits until the page shows a payment of this kind, without asking it to reload. */
export async function showsKind(page: Page, kind: string): Promise<void> {
  try {
    await page.waitForSelector(`.state[data-kind="${kind}"]`, { timeout: 30_000 })
  } catch (cause) {
    throw new Error(`The page shows no payment that is "${kind}": ${await page.locator("body").innerText()}`, { cause })
  }
}

/** Marks the page's document; the mark is gone after a reload. */
export const markDocument = (page: Page) => page.evaluate(() => void Object.assign(globalThis, { isMarked: true }))
export const isMarked = (page: Page) => page.evaluate(() => (globalThis as { isMarked?: boolean }).isMarked === true)

/** Rules that the page breaks, with the elements concerned. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<axe.AxeResults> } }
    return (await axe.run()).violations
  })
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}

/** Pixels by which the content is wider than the window. */
export const overflow = (page: Page) => page.evaluate("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)")

/** Where `SCREENSHOTS` names a folder, a picture for whoever works on the page. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
