import type { Page } from "playwright-core"
import { poll } from "../../../setup"

export interface Shown {
  readonly title: string
  readonly body: string
  readonly tag: string
  readonly lang: string
  readonly dir: string
  readonly url: unknown
}

/** Hands messages to the page's service worker, as the browser does when its push service delivers one. */
export async function pushTo(page: Page, origin: string): Promise<(text: string) => Promise<void>> {
  const browser = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) =>
    browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin))
      if (own) resolve(own.registrationId)
    }),
  )
  await browser.send("ServiceWorker.enable")
  const registrationId = await registered
  return async (text) => void (await browser.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data: text }))
}

/** The notifications that the device shows, once there are so many, sorted by their tags. */
export const shownOn = (page: Page, count: number): Promise<Shown[]> =>
  poll("the notifications", async () => {
    const shown = await page.evaluate<Shown[]>(`navigator.serviceWorker.ready
      .then((registration) => registration.getNotifications())
      .then((all) => all.map(({ title, body, tag, lang, dir, data }) => ({ title, body, tag, lang, dir, url: data.url })))`)
    return shown.length >= count && shown.sort((a, b) => a.tag.localeCompare(b.tag))
  })
