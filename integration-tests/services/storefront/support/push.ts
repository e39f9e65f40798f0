import type { Page } from "playwright-core"
import { poll } from "../../../setup"

interface Shown {
  readonly title: string
  readonly body: string
  readonly tag: string
  readonly url: unknown
}

/**
 * Hands a push message to the service worker of the page, as the browser does when its push service delivers one, and answers the
 * notifications that the device shows then.
 */
export async function showsPush(page: Page, origin: string, text: string): Promise<Shown[]> {
  const browser = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) =>
    browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin))
      if (own) resolve(own.registrationId)
    }),
  )
  await browser.send("ServiceWorker.enable")
  await browser.send("ServiceWorker.deliverPushMessage", { origin, registrationId: await registered, data: text })
  return poll("the notification", async () => {
    const shown = await page.evaluate<Shown[]>(`navigator.serviceWorker.ready
      .then((registration) => registration.getNotifications())
      .then((all) => all.map(({ title, body, tag, data }) => ({ title, body, tag, url: data.url })))`)
    return shown.length > 0 && shown
  })
}
