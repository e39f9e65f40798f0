import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PaymentRecord } from "../../../../services/store/entities"
import { readList } from "../_shared/read-list"
import { reading } from "../_shared/reading"
import { presentPayments } from "./_shared/present-payments"
import type { ShownPayments } from "./answers"

/** `GET /admin/payment-notifications/payments?order_id=…`: payments with their whole story. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownPayments>): Promise<void> {
  await reading(res, async () => {
    // The columns by which its story and its money are shown.
    const needed = ["id", "payment_session_id", "captured_amount", "currency_code"]
    const { rows, frame } = await readList<PaymentRecord>(req, "PaymentRecord", needed)
    return { payments: await presentPayments(req.scope, rows), ...frame }
  })
}
