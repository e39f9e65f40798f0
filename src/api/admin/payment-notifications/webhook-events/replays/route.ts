import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { beginReplay } from "../../../../../services/inbox/replay/begin-replay"
import { readList } from "../../_shared/read-list"
import { reading } from "../../_shared/reading"
import { presentReplay } from "../_shared/present-replay"
import { wakeReplays } from "../_shared/wake-replays"
import type { CountedReplay, ListedReplay, ShownReplay, ShownReplays } from "../answers"
import type { BeginReplay } from "../validators"

/** `GET …/webhook-events/replays`: replays of all events of a cause, the newest first: who began each, and how far it has come. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownReplays>): Promise<void> {
  await reading(res, async () => {
    const { rows, frame } = await readList<ListedReplay>(req, "PaymentWebhookReplay")
    return { replays: rows, ...frame }
  })
}

/**
 * `POST …/webhook-events/replays { account, cause, state?, dry_run? }`: has all events of a cause applied again, on record under the
 * person's id. Answers with the run, which goes on by itself; one that is running already is answered as it is. With `dry_run`, it
 * answers how many events there are, and begins nothing.
 *
 * @answers 202 the run was begun, or goes on already
 * @answers 404 there is no such event
 */
export async function POST(
  req: AuthenticatedMedusaRequest<BeginReplay>,
  res: MedusaResponse<ShownReplay | CountedReplay>,
): Promise<void> {
  const { dry_run, ...events } = req.validatedBody
  const service = paymentNotificationService(req.scope)
  await reading(res, async () => {
    if (dry_run) return { count: await service.webhookOverview.countOf(events), dry_run: true as const }
    const { replay, isNew } = await beginReplay(service, events, req.auth_context.actor_id)
    if (isNew) {
      req.scope
        .resolve(ContainerRegistrationKeys.LOGGER)
        .info(
          `replay ${replay.id} of ${replay.total} ${events.state} webhook events of ${events.account} was begun by ${replay.actor}`,
        )
      wakeReplays(req.scope)
    }
    res.status(202)
    return { replay: presentReplay(replay) }
  })
}
