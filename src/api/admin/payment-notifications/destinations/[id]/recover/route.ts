import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../../../application/ground/module"
import { recover } from "../../../../../../services/deliveries/editing/recover"
import { reading } from "../../../_shared/reading"
import { findDestination } from "../../_shared/find-destination"
import type { CountedDeliveries } from "../../answers"
import type { RecoverDeliveries } from "../../validators"

/** `POST …/:id/recover { since, dry_run? }`: tries again what failed or died since then, on record under the person's id. */
export async function POST(
  req: AuthenticatedMedusaRequest<RecoverDeliveries>,
  res: MedusaResponse<CountedDeliveries>,
): Promise<void> {
  const { since, dry_run } = req.validatedBody
  await reading(res, async () => {
    const { id } = await findDestination(req.scope, req.params.id ?? "")
    const given = { destinationId: id, since, actorId: req.auth_context.actor_id, dryRun: dry_run }
    return { count: await recover(paymentNotificationService(req.scope), given), dry_run }
  })
  if (!dry_run) paymentNotificationService(req.scope).deliveryWorker.wake()
}
