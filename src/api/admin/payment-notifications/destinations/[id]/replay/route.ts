import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../../../application/ground/module"
import { replayMissing } from "../../../../../../services/deliveries/editing/replay-missing"
import { reading } from "../../../_shared/reading"
import { findDestination } from "../../_shared/find-destination"
import type { CountedDeliveries } from "../../answers"
import type { ReplayFacts } from "../../validators"

/** `POST …/:id/replay { since, until?, dry_run? }`: plans facts of that time which the destination was never planned for. */
export async function POST(req: AuthenticatedMedusaRequest<ReplayFacts>, res: MedusaResponse<CountedDeliveries>): Promise<void> {
  const { since, until, dry_run } = req.validatedBody
  await reading(res, async () => {
    const { id } = await findDestination(req.scope, req.params.id ?? "")
    const given = { destinationId: id, since, until, dryRun: dry_run }
    return { count: await replayMissing(paymentNotificationService(req.scope), given), dry_run }
  })
  if (!dry_run) paymentNotificationService(req.scope).deliveryWorker.wake()
}
