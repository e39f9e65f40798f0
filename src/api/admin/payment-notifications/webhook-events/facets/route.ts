import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { reading } from "../../_shared/reading"
import type { ShownFacets } from "../answers"

/** `GET /admin/payment-notifications/webhook-events/facets`: the values that the inbox can be filtered by. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownFacets>): Promise<void> {
  await reading(res, async () => ({ facets: await paymentNotificationService(req.scope).webhookOverview.facets() }))
}
