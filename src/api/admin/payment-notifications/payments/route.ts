import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readList } from "../_shared/read-list"
import { reading } from "../_shared/reading"
import { presentPayments } from "./_shared/present-payments"
import type { ShownPayments } from "./answers"
import type { PaymentRow } from "./query-config"

/** `GET /admin/payment-notifications/payments?order_id=…`: payments with their whole story. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownPayments>): Promise<void> {
  await reading(res, async () => {
    // The columns by which its story and its money are shown.
    const needed = ["id", "payment_session_id", "captured_amount", "currency_code"]
    const { rows, frame } = await readList<PaymentRow>(req, "PaymentRecord", needed)
    return { payments: await presentPayments(req.scope, rows), ...frame }
  })
}
