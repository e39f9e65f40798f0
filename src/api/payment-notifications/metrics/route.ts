import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Registry } from "prom-client"
import { sameBytes } from "../../../services/signature/compare"
import { paymentNotificationService } from "../../../application/ground/module"

const BEARER = /^Bearer +(\S+)$/i

/**
 * `GET /payment-notifications/metrics`: the figures for Prometheus. Without option `metrics.token` there is no such route. A
 * wrong token is answered 401, in a time that reveals nothing about the right one.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { metrics, options } = paymentNotificationService(req.scope)
  const { token } = options.metrics
  if (!token) return void res.status(404).end()
  const presented = BEARER.exec(req.headers.authorization ?? "")?.[1] ?? ""
  if (!sameBytes(Buffer.from(presented), Buffer.from(token))) {
    return void res.status(401).setHeader("www-authenticate", "Bearer").end()
  }
  const text = await metrics.scrape()
  res.setHeader("content-type", Registry.PROMETHEUS_CONTENT_TYPE).setHeader("cache-control", "no-store").end(text)
}
