import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../../application/ground/module"
import { presentDelivery } from "../../_shared/present-delivery"
import type { ShownDelivery } from "../../answers"

/**
 * `POST …/:id/replay`: sends the delivery again, whatever became of it, on record under the person's id. Its receiver knows the repeat
 * by the same id. Refused for one that is on its way, and where its destination is deleted.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownDelivery>): Promise<void> {
  const { deliveries } = paymentNotificationService(req.scope)
  const { id, state } = await presentDelivery(req.scope, req.params.id ?? "")
  if (!(await deliveries.replay(id, req.auth_context.actor_id))) {
    const why = state === "pending" || state === "sending" ? `it is ${state}, and sent by itself` : "its destination is deleted"
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `Delivery ${id} is not replayed: ${why}`)
  }
  res.json({ delivery: await presentDelivery(req.scope, id) })
  paymentNotificationService(req.scope).deliveryWorker.wake()
}
