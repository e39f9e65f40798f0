import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { serveStream } from "../../../../_live/serve-stream"
import { watchCustomer } from "../../../../_payment-status/watches"

/** `GET /store/customers/me/payments/stream`: the payments of a signed-in customer, on whichever device they were made. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { actor_id: id } = req.auth_context
  await serveStream(req, res, watchCustomer(id), `Customer with id: ${id} was not found`)
}
