import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { decide } from "../../_shared/decide"
import type { ShownEvent } from "../../answers"
import type { IgnoreWebhookEvent } from "../../validators"

/** `POST …/:id/ignore { reason }`: a person decides to ignore the event. */
export async function POST(req: AuthenticatedMedusaRequest<IgnoreWebhookEvent>, res: MedusaResponse<ShownEvent>): Promise<void> {
  const { reason } = req.validatedBody
  await decide(req, res, (inbox, id) => inbox.ignore(id, reason))
}
