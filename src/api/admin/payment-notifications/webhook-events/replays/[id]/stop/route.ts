import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../../../application/ground/module"
import { findReplay } from "../../../_shared/find-replay"
import { presentReplay } from "../../../_shared/present-replay"
import type { ShownReplay } from "../../../answers"

/** `POST …/webhook-events/replays/:id/stop`: no further event is applied again; the few that are under way are. Anybody may stop it. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownReplay>): Promise<void> {
  const { id } = await findReplay(req.scope, req.params.id ?? "")
  const actor = req.auth_context.actor_id
  const stopped = await paymentNotificationService(req.scope).webhookReplays.stop(id, actor)
  if (stopped) req.scope.resolve(ContainerRegistrationKeys.LOGGER).info(`replay ${id} of webhook events was stopped by ${actor}`)
  const replay = stopped ? presentReplay(stopped) : await findReplay(req.scope, id)
  if (replay.state === "finished")
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `Replay ${id} is not stopped: it is finished`)
  res.json({ replay })
}
