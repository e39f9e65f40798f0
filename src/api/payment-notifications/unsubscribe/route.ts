import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { channelsLike } from "../../../services/notifications/channels"
import { readUnsubscribe, type Unsubscription } from "../../../services/notifications/unsubscribe-token"
import { paymentNotificationService } from "../../../application/ground/module"
import { customerExists } from "../../../application/notifications/reach/customer-exists"
import { page, PAGE_HEADERS, type PageName } from "./page"
import { PAGE_LANGUAGES, type PageLanguage } from "./words"

/**
 * `GET /payment-notifications/unsubscribe?token=…`: asks; nothing changes.
 *
 * @query token the token of the link
 * @produces text/html
 * @answers 400 the link is none of this store's
 */
export async function GET(req: MedusaRequest, res: MedusaResponse<string>): Promise<void> {
  answer(req, res, unsubscription(req) ? "ask" : "invalid")
}

/**
 * `POST /payment-notifications/unsubscribe?token=…`: switches the topic off. A mail program posts `List-Unsubscribe=One-Click`
 * here without cookies (RFC 8058): the token is the only authority, and it can only switch off.
 *
 * @query token the token of the link
 * @produces text/html
 * @answers 400 the link is none of this store's
 */
export async function POST(req: MedusaRequest, res: MedusaResponse<string>): Promise<void> {
  const wanted = unsubscription(req)
  if (!wanted) return answer(req, res, "invalid")
  const { customerId, topic, channel } = wanted
  const { notificationPreferences, options } = paymentNotificationService(req.scope)
  // Links outlive customers, and whoever was erased gets no row again. They receive nothing any more, so the answer is true.
  if (await customerExists(req.scope, customerId)) {
    // A customer who opts out of these mails wants none from the provider that the store uses as a failover, either.
    await notificationPreferences.optOut(customerId, topic, channelsLike(channel, options.notifications))
  }
  answer(req, res, "done")
}

function unsubscription(req: MedusaRequest): Unsubscription | undefined {
  const { unsubscribe } = paymentNotificationService(req.scope).options.notifications
  const { token } = req.query
  return unsubscribe && typeof token === "string" ? readUnsubscribe(token, unsubscribe.secrets) : undefined
}

function answer(req: MedusaRequest, res: MedusaResponse<string>, name: PageName): void {
  const html = page(name, (req.acceptsLanguages(PAGE_LANGUAGES) || "en") as PageLanguage)
  res
    .status(name === "invalid" ? 400 : 200)
    .set({ ...PAGE_HEADERS, "cache-control": "no-store", vary: "accept-language" })
    .type("html")
    .send(html)
}
