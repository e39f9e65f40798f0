import type { Page } from "playwright-core"

const name = (text: string) => ({ name: text, exact: true })

/** From the shop's first page to a cart that waits to be paid. */
export async function fillCart(page: Page, email?: string): Promise<string> {
  await page.getByRole("button", name("Add to cart")).click()
  const field = page.getByLabel("E-mail")
  await field.waitFor()
  if (email) await field.fill(email)
  await page.getByRole("button", name("Continue to payment")).click()
  await page.getByRole("heading", name("Payment")).waitFor()
  return page.url()
}

export const payByCard = (page: Page) => page.getByRole("button", { name: /^Pay €/ }).click()

export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", name("Sign in")).click()
  await page.getByRole("button", name("Sign out")).waitFor()
}
