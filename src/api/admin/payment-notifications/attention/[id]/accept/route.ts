import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { wakeWorkers } from "../../../../../_webhooks/wake-workers"
import { decide } from "../../_shared/decide"
import type { DecideAttention } from "../../validators"

/** `POST …/:id/accept { note? }`: the event is applied as it is, whatever the reason for its quarantine. */
export async function POST(req: AuthenticatedMedusaRequest<DecideAttention>, res: MedusaResponse): Promise<void> {
  await decide(req, res, "accept")
  wakeWorkers(req.scope)
}
