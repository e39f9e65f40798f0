import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readList } from "../_shared/read-list"
import { reading } from "../_shared/reading"
import type { ListedDelivery, ShownDeliveries } from "./answers"

/** `GET /admin/payment-notifications/deliveries`: facts on their way to third parties, and those that have arrived or were given up. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownDeliveries>): Promise<void> {
  await reading(res, async () => {
    const { rows, frame } = await readList<ListedDelivery>(req, "Delivery")
    return { deliveries: rows, ...frame }
  })
}
