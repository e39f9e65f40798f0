import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ShownStatus } from "../../../_payment-status/answers"
import { reply } from "../../../_payment-status/reply"
import { watchOrder } from "../../../_payment-status/watches"

/**
 * `GET /store/orders/:id/payment-status`: for the order's own customer; to anybody else the order does not exist.
 *
 * @answers 304 the client has this status already (`if-none-match`)
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownStatus>): Promise<void> {
  const id = req.params.id ?? ""
  const { actor_id: owner } = req.auth_context
  const watch = watchOrder(id, owner)
  await reply(req, res, { watch, key: `order:${id}`, owner, missing: `Order with id: ${id} was not found` })
}
