import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readList } from "../_shared/read-list"
import { reading } from "../_shared/reading"

/** `GET /admin/payment-notifications/deliveries`: facts on their way to third parties, and those that have arrived or were given up. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await reading(res, async () => {
    const { rows, frame } = await readList(req, "Delivery")
    return { deliveries: rows, ...frame }
  })
}
