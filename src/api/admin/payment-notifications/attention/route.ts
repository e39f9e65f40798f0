import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readList } from "../_shared/read-list"
import { reading } from "../_shared/reading"
import { withOrders } from "./_shared/with-orders"
import type { ListedItem, ShownItems } from "./answers"

/** `GET /admin/payment-notifications/attention`: the items that need a person. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownItems>): Promise<void> {
  await reading(res, async () => {
    // The columns by which its order and its money are shown.
    const { rows, frame } = await readList<ListedItem>(req, "PaymentAttention", ["order_id", "cart_id", "currency_code"])
    return { attention: await withOrders(req, rows), ...frame }
  })
}
