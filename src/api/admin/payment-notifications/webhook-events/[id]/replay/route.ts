import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { wakeWorkers } from "../../../../../_webhooks/wake-workers"
import { decide } from "../../_shared/decide"

/** `POST …/:id/replay`: apply the event again. What it has done already it finds done. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await decide(req, res, (inbox, id) => inbox.replay(id))
  wakeWorkers(req.scope)
}
