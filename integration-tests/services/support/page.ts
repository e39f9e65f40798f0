import axe from "axe-core"
import type { Page } from "playwright-core"

/** Resolves once no colour or place is on its way to another: between them, a button may have neither's contrast. */
const atRest = (page: Page) =>
  page.evaluate(`(async () => {
    const moving = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(moving.map(({ finished }) => finished))
  })()`)

/** Rules that the page breaks, with the elements concerned; with `parts`, only within what these selectors find. */
export async function violations(page: Page, ...parts: string[]): Promise<string[]> {
  await atRest(page)
  await page.evaluate(axe.source)
  const found = await page.evaluate(
    async (include) => {
      const { axe } = globalThis as unknown as { axe: { run(context: object): Promise<axe.AxeResults> } }
      return (await axe.run({ include })).violations
    },
    parts.length ? parts : ["html"],
  )
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}

/** Pixels by which the content is wider than the window. */
export const overflow = (page: Page) => page.evaluate("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)")

/** Where `SCREENSHOTS` names a folder, a picture for whoever works on the page. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
