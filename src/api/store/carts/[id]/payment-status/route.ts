import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ShownStatus } from "../../../_payment-status/answers"
import { reply } from "../../../_payment-status/reply"
import { watchCart } from "../../../_payment-status/watches"

/**
 * `GET /store/carts/:id/payment-status`: the state of a cart's payment, and the cart's order once there is one.
 *
 * @answers 304 the client has this status already (`if-none-match`)
 */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownStatus>): Promise<void> {
  const id = req.params.id ?? ""
  await reply(req, res, { watch: watchCart(id), key: `cart:${id}`, owner: "", missing: `Cart with id: ${id} was not found` })
}
