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
