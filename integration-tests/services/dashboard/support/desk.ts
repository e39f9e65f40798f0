import type { Browser, Page } from "playwright-core"
import { demoData } from "../../../../examples/store/src/demo-data"
import { buildStore } from "../../../../scripts/lib/build"
import { jsonCaller } from "../../../../scripts/lib/http"
import type { PaymentNotificationOptions } from "../../../../src"
import { bootStore, type TestStore } from "../../../setup"
import { newDevice, startBrowser, type Device } from "../../support/browser"

export interface Desk {
  readonly world: TestStore
  readonly browser: Browser
  stop(): Promise<void>
}

/** The example store with its dashboard, and a browser. */
export async function startDesk(options: PaymentNotificationOptions = {}): Promise<Desk> {
  await buildStore()
  const browser = await startBrowser()
  const world = await bootStore({ options, admin: true })
  return {
    world,
    browser,
    async stop() {
      await browser.close()
      await world.stop()
    },
  }
}

export interface Person {
  readonly email: string
  readonly password: string
}

/** Invites a second person to the shop, who accepts. */
export async function inviteColleague({ url, admin }: TestStore, first_name: string): Promise<Person> {
  const person = { email: `${first_name.toLowerCase()}@example.com`, password: "supersecret" }
  const { invite } = await admin<{ invite: { token: string } }>("POST", "/admin/invites", { email: person.email })
  const { token } = await jsonCaller(url)<{ token: string }>("POST", "/auth/user/emailpass/register", person)
  const call = jsonCaller(url, { authorization: `Bearer ${token}` })
  await call("POST", `/admin/invites/accept?token=${invite.token}`, { email: person.email, first_name, last_name: "Example" })
  return person
}

/** Signs in to the dashboard as a person does; the page shows the orders then. */
export async function signIn(
  { browser, world: { url } }: Pick<Desk, "browser"> & { readonly world: { readonly url: string } },
  person: Person = demoData.admin,
): Promise<{ device: Device; page: Page }> {
  const device = await newDevice(browser, { width: 1280 })
  const page = await device.open(`${url}/app/login`)
  await page.getByPlaceholder("Email").fill(person.email)
  await page.getByPlaceholder("Password").fill(person.password)
  await page.getByRole("button", { name: "Continue with Email" }).click()
  await page.waitForURL("**/app/orders")
  return { device, page }
}

export const bell = (page: Page) => page.getByTestId("payment-notifications-bell")

/** Waits until the bell says how many matters want a person. */
export const bellSays = (page: Page, label: string) =>
  page.getByRole("button", { name: label, exact: true }).waitFor({ timeout: 30_000 })

/** Has the dashboard wear its dark colours from the next page on. */
export const wearDark = (page: Page) =>
  page.evaluate(() => (globalThis as any).localStorage.setItem("medusa_admin_theme", "dark"))
