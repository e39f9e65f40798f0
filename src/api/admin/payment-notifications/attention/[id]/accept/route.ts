import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { wakeWorkers } from "../../../../../_webhooks/wake-workers"
import { decide } from "../../_shared/decide"
import type { ShownItem } from "../../answers"
import type { AcceptAttention } from "../../validators"

/**
 * `POST …/:id/accept { note?, amount? }`: the event is applied as it is, whatever the reason for its quarantine. `amount` is the
 * sum that was paid, where the provider did not report it.
 */
export async function POST(req: AuthenticatedMedusaRequest<AcceptAttention>, res: MedusaResponse<ShownItem>): Promise<void> {
  await decide(req, res, "accept")
  wakeWorkers(req.scope)
}
