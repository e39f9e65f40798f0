import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentNotification } from "../_shared/present-notification"
import type { ShownNotification } from "../answers"

/** `GET /admin/payment-notifications/notifications/:id`: one message, its subject, and every attempt to send it. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownNotification>): Promise<void> {
  res.json({ notification: await presentNotification(req.scope, req.params.id ?? "") })
}
