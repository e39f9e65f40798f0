import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCart } from "../../../_payment-status/read-cart"
import { reply } from "../../../_payment-status/reply"

/** `GET /store/carts/:id/payment-status`: the state of a cart's payment, and the cart's order once there is one. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? ""
  await reply(req, res, {
    key: `cart:${id}`,
    owner: "",
    read: () => readCart(req.scope, id),
    missing: `Cart with id: ${id} was not found`,
  })
}
