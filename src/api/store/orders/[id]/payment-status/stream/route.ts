import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { serveStream } from "../../../../_live/serve-stream"
import { watchOrder } from "../../../../_payment-status/watches"

/** `GET /store/orders/:id/payment-status/stream`: for the order's own customer, who is asked for again with each change. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? ""
  await serveStream(req, res, watchOrder(id, req.auth_context.actor_id), `Order with id: ${id} was not found`)
}
