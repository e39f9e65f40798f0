import { container } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { serveStream } from "../../../../_live/serve-stream"
import { readOrder } from "../../../../_payment-status/read-order"
import { liveState } from "../../../../_payment-status/read-status"

/** `GET /store/orders/:id/payment-status/stream`: for the order's own customer, who is asked for again with each change. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? ""
  const { actor_id: customerId } = req.auth_context
  const watch = {
    kind: "order",
    id,
    key: `order:${id}:${customerId}`,
    read: async () => {
      const found = await readOrder(container, id, customerId)
      return found && liveState(found)
    },
  } as const
  await serveStream(req, res, watch, `Order with id: ${id} was not found`)
}
