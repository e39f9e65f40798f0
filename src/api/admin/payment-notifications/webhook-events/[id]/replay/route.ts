import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { wakeWorkers } from "../../../../../_webhooks/wake-workers"
import { decide } from "../../_shared/decide"
import type { ShownEvent } from "../../answers"

/** `POST …/:id/replay`: applies the event again. Effects of an earlier run find themselves done. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownEvent>): Promise<void> {
  await decide(req, res, (inbox, id) => inbox.replay(id))
  wakeWorkers(req.scope)
}
