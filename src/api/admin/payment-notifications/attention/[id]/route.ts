import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findItem } from "../_shared/find-item"
import { presentItem } from "../_shared/present-item"

/** `GET /admin/payment-notifications/attention/:id`: one item with its decisions, its event and its payment. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const item = await findItem(req.scope, req.params.id ?? "")
  res.json({ attention: await presentItem(req.scope, item) })
}
