import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { serveStream } from "../../../../_live/serve-stream"
import type { ShownCustomerStatus } from "../../../../_payment-status/answers"
import { watchCustomer } from "../../../../_payment-status/watches"

/**
 * `GET /store/customers/me/payments/stream`: the payments of a signed-in customer, on whichever device they were made.
 *
 * @produces text/event-stream
 * @answers 404 the customer was deleted
 * @answers 503 this server has too many streams
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownCustomerStatus>): Promise<void> {
  const { actor_id: id } = req.auth_context
  await serveStream(req, res, watchCustomer(id), `Customer with id: ${id} was not found`)
}
