import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { reading } from "../../_shared/reading"
import type { ShownCauses } from "../answers"
import type { ListCausesParams } from "../validators"

/** `GET …/webhook-events/causes`: events that were given up, or are quarantined, by account and cause. */
export async function GET(req: MedusaRequest<unknown, ListCausesParams>, res: MedusaResponse<ShownCauses>): Promise<void> {
  const { state } = req.validatedQuery as unknown as ListCausesParams
  await reading(res, () => paymentNotificationService(req.scope).webhookOverview.causes(state))
}
