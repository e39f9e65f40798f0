import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readOrder } from "../../../_payment-status/read-order"
import { reply } from "../../../_payment-status/reply"

/** `GET /store/orders/:id/payment-status`: for the order's own customer; to anybody else the order does not exist. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? ""
  const { actor_id: owner } = req.auth_context
  await reply(req, res, {
    key: `order:${id}`,
    owner,
    read: () => readOrder(req.scope, id, owner),
    missing: `Order with id: ${id} was not found`,
  })
}
