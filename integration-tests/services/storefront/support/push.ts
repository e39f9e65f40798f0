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

/**
 * Hands messages to the page's service worker, as the browser does when its push service delivers one, and waits for what the worker
 * shows of each. Nobody may ask for the notifications before that: Chromium, asked in between, was seen to lose one for good.
 */
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
  const worker = await poll("the service worker", async () => page.context().serviceWorkers()[0])
  await worker.evaluate(`self.shown = 0
    const show = self.registration.showNotification
    self.registration.showNotification = async function (...args) {
      await show.apply(this, args)
      self.shown++
    }`)
  let count = 0
  return async (text) => {
    count++
    await browser.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data: text })
    await poll("a notification", async () => (await worker.evaluate<number>("self.shown")) >= count)
  }
}

/** The notifications that the device shows, sorted by their tags. */
export async function shownOn(page: Page): Promise<Shown[]> {
  const shown = await page.evaluate<Shown[]>(`navigator.serviceWorker.ready
    .then((registration) => registration.getNotifications())
    .then((all) => all.map(({ title, body, tag, lang, dir, data }) => ({ title, body, tag, lang, dir, url: data.url })))`)
  return shown.sort((a, b) => a.tag.localeCompare(b.tag))
}
