import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readList } from "../_shared/read-list"
import { reading } from "../_shared/reading"
import type { ListedEvent, ShownEvents } from "./answers"

/** `GET /admin/payment-notifications/webhook-events`: the inbox. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownEvents>): Promise<void> {
  await reading(res, async () => {
    const { rows, frame } = await readList<ListedEvent>(req, "PaymentWebhookEvent")
    return { webhook_events: rows, ...frame }
  })
}
