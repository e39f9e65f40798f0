import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findItem } from "../_shared/find-item"
import { presentItem } from "../_shared/present-item"
import { withOrders } from "../_shared/with-orders"
import type { ShownItem } from "../answers"

/** `GET /admin/payment-notifications/attention/:id`: one item with its decisions, its event and its payment. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownItem>): Promise<void> {
  const item = await findItem(req.scope, req.params.id ?? "")
  const [attention] = await withOrders(req, [await presentItem(req, item)])
  res.json({ attention: attention! })
}
