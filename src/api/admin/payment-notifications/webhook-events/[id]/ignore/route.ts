import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { decide } from "../../_shared/decide"
import type { IgnoreWebhookEvent } from "../../validators"

/** `POST …/:id/ignore { reason }`: a person decides to ignore the event. */
export async function POST(req: AuthenticatedMedusaRequest<IgnoreWebhookEvent>, res: MedusaResponse): Promise<void> {
  const { reason } = req.validatedBody
  await decide(req, res, (inbox, id) => inbox.ignore(id, reason))
}
