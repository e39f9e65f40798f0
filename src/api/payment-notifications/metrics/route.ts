import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ReadUnavailableError } from "../../../services/domain/read-unavailable"
import { sameBytes } from "../../../services/signature/compare"
import { paymentNotificationService } from "../../../application/ground/module"

const BEARER = /^Bearer +(\S+)$/i

/**
 * `GET /payment-notifications/metrics`: the figures for Prometheus. Without option `metrics.token` there is no such route. A
 * wrong token is answered 401, in a time that reveals nothing about the right one.
 *
 * @authorized metricsToken
 * @produces text/plain
 * @answers 401 the token is another one
 * @answers 404 the store has no option `metrics.token`
 * @answers 503 the database cannot be read in time
 */
export async function GET(req: MedusaRequest, res: MedusaResponse<string>): Promise<void> {
  const { metrics, options } = paymentNotificationService(req.scope)
  const { token } = options.metrics
  if (!token) return void res.status(404).end()
  const presented = BEARER.exec(req.headers.authorization ?? "")?.[1] ?? ""
  if (!sameBytes(Buffer.from(presented), Buffer.from(token))) {
    return void res.status(401).setHeader("www-authenticate", "Bearer").end()
  }
  let scraped: Awaited<ReturnType<typeof metrics.scrape>>
  try {
    scraped = await metrics.scrape()
  } catch (error) {
    if (!(error instanceof ReadUnavailableError)) throw error
    return void res.status(error.status).type("text").end(error.message)
  }
  res.setHeader("content-type", scraped.contentType).setHeader("cache-control", "no-store").end(scraped.text)
}
