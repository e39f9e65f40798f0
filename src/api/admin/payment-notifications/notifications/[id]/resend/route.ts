import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../../application/ground/module"
import { isErased } from "../../../../../../services/domain/erased"
import { presentNotification } from "../../_shared/present-notification"
import type { ShownNotification } from "../../answers"

/**
 * `POST …/:id/resend`: sends the message again, whatever its suppression was, on record under the person's id. Refused for one
 * that is on its way, and for one whose recipient was erased.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownNotification>): Promise<void> {
  const { outbox } = paymentNotificationService(req.scope)
  const { id, state, data } = await presentNotification(req.scope, req.params.id ?? "")
  if (isErased(data)) {
    const problem = `Notification ${id} was erased with its recipient's data (${data.erased}): there is nothing to send`
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, problem)
  }
  if (!(await outbox.resend(id, req.auth_context.actor_id))) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `Notification ${id} is ${state}: it is sent by itself`)
  }
  res.json({ notification: await presentNotification(req.scope, id) })
}
