import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../application/ground/module"
import { reading } from "../_shared/reading"
import type { ShownMetrics } from "./answers"
import type { MetricsParams } from "./validators"

/**
 * `GET /admin/payment-notifications/metrics?window=24h`: the service's figures, in all and by account, fact, channel and locale.
 */
export async function GET(req: MedusaRequest<unknown, MetricsParams>, res: MedusaResponse<ShownMetrics>): Promise<void> {
  const { from, to } = req.validatedQuery as unknown as MetricsParams
  await reading(res, async (): Promise<ShownMetrics> => {
    return { metrics: await paymentNotificationService(req.scope).metrics.report(from, to) }
  })
}
