import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findEvent } from "../_shared/find-event"
import { presentEvent } from "../_shared/present-event"
import type { ShownEvent } from "../answers"

/** `GET /admin/payment-notifications/webhook-events/:id`: one event with its redacted payload and its timeline. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownEvent>): Promise<void> {
  const event = await findEvent(req.scope, req.params.id ?? "")
  res.json({ webhook_event: await presentEvent(req, event) })
}
