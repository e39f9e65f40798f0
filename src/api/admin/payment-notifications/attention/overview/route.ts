import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { reading } from "../../_shared/reading"
import type { ShownOverview } from "../answers"

/** `GET /admin/payment-notifications/attention/overview`: how much wants a person, for the dashboard's bell. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownOverview>): Promise<void> {
  await reading(res, async () => ({
    overview: await paymentNotificationService(req.scope).attentionOverview.read(),
  }))
}
