import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { reading } from "../../_shared/reading"
import { readOrder, type ShownOrder } from "../_shared/read-order"

/** `GET /admin/payment-notifications/orders/:id`: what happened to an order's money, for the dashboard's page of the order. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownOrder>): Promise<void> {
  await reading(res, async () => ({ order: await readOrder(req, req.params.id ?? "") }))
}
