import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { channelsLike } from "../../../services/notifications/channels"
import { readUnsubscribe, type Unsubscription } from "../../../services/notifications/unsubscribe-token"
import { paymentNotificationService } from "../../../workflows/module"
import { askPage, donePage, invalidPage } from "./page"

/** `GET /payment-notifications/unsubscribe?token=…`: asks; nothing changes. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  answer(res, unsubscription(req) ? { status: 200, html: askPage() } : { status: 400, html: invalidPage() })
}

/**
 * `POST /payment-notifications/unsubscribe?token=…`: switches the topic off. A mail program posts `List-Unsubscribe=One-Click` here
 * without cookies (RFC 8058): the token is all the authority there is, and switching off is all it can do.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const wanted = unsubscription(req)
  if (!wanted) return answer(res, { status: 400, html: invalidPage() })
  const { customerId, topic, channel } = wanted
  const { notificationPreferences, options } = paymentNotificationService(req.scope)
  // Who wants no more of these mails wants none from the provider either that stands in for the first.
  await notificationPreferences.optOut(customerId, topic, channelsLike(channel, options.notifications))
  answer(res, { status: 200, html: donePage() })
}

function unsubscription(req: MedusaRequest): Unsubscription | undefined {
  const { unsubscribe } = paymentNotificationService(req.scope).options.notifications
  const { token } = req.query
  return unsubscribe && typeof token === "string" ? readUnsubscribe(token, unsubscribe.secrets) : undefined
}

function answer(res: MedusaResponse, { status, html }: { status: number; html: string }): void {
  res.status(status).set("cache-control", "no-store").type("html").send(html)
}
