import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { serveStream } from "../../../../_live/serve-stream"
import type { ShownStatus } from "../../../../_payment-status/answers"
import { watchCart } from "../../../../_payment-status/watches"

/**
 * `GET /store/carts/:id/payment-status/stream`: the status of a cart's payment, and each change of it.
 *
 * @produces text/event-stream
 * @answers 503 this server has too many streams
 */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownStatus>): Promise<void> {
  const id = req.params.id ?? ""
  await serveStream(req, res, watchCart(id), `Cart with id: ${id} was not found`)
}
