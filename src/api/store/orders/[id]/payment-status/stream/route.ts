import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { serveStream } from "../../../../_live/serve-stream"
import type { ShownStatus } from "../../../../_payment-status/answers"
import { watchOrder } from "../../../../_payment-status/watches"

/**
 * `GET /store/orders/:id/payment-status/stream`: for the order's own customer, who is asked for again with each change.
 *
 * @produces text/event-stream
 * @answers 503 this server has too many streams
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownStatus>): Promise<void> {
  const id = req.params.id ?? ""
  await serveStream(req, res, watchOrder(id, req.auth_context.actor_id), `Order with id: ${id} was not found`)
}
