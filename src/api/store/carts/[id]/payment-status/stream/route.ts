import { container } from "@medusajs/framework"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { serveStream } from "../../../../_live/serve-stream"
import { readCart } from "../../../../_payment-status/read-cart"
import { liveState } from "../../../../_payment-status/read-status"

/** `GET /store/carts/:id/payment-status/stream`: the status of a cart's payment, and each change of it. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? ""
  const watch = {
    kind: "cart",
    id,
    key: `cart:${id}`,
    // Not the request's own scope, which would stay in memory for as long as the stream.
    read: async () => {
      const found = await readCart(container, id)
      return found && liveState(found)
    },
  } as const
  await serveStream(req, res, watch, `Cart with id: ${id} was not found`)
}
