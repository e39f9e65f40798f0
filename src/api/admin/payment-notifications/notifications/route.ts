import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readList } from "../_shared/read-list"
import { reading } from "../_shared/reading"
import type { ListedNotification, ShownNotifications } from "./answers"

/** `GET /admin/payment-notifications/notifications`: the messages with their recipients, suppressed ones with the reason. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownNotifications>): Promise<void> {
  await reading(res, async () => {
    const { rows, frame } = await readList<ListedNotification>(req, "PaymentNotification")
    return { notifications: rows, ...frame }
  })
}
