import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentDelivery } from "../_shared/present-delivery"
import type { ShownDelivery } from "../answers"

/** `GET …/:id`: one delivery, the body as it is sent, and every attempt. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownDelivery>): Promise<void> {
  res.json({ delivery: await presentDelivery(req.scope, req.params.id ?? "") })
}
