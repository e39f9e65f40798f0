import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../../application/ground/module"
import type { DeletedDevice } from "../present"

/** `DELETE /store/customers/me/push-subscriptions/:id`: that device gets no more messages. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse<DeletedDevice>): Promise<void> {
  const id = req.params.id ?? ""
  const wasRemoved = await paymentNotificationService(req.scope).pushSubscriptions.removeOwn(req.auth_context.actor_id, id)
  if (!wasRemoved) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Push subscription with id: ${id} was not found`)
  res.json({ id, object: "push_subscription", deleted: true })
}
