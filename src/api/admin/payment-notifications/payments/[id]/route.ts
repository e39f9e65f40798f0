import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { reading } from "../../_shared/reading"
import { presentPayments } from "../_shared/present-payments"
import type { ShownPayment } from "../answers"
import { paymentFields, type PaymentRow } from "../query-config"

/**
 * `GET /admin/payment-notifications/payments/:id`: one payment with its captures, refunds, disputes, transitions and open items.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownPayment>): Promise<void> {
  const id = req.params.id ?? ""
  await reading(res, async () => {
    const { lists } = paymentNotificationService(req.scope)
    const [found = []] = await lists.related<PaymentRow>([{ entity: "PaymentRecord", filters: { id }, select: paymentFields }])
    const [payment] = await presentPayments(req.scope, found)
    if (!payment) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Payment with id: ${id} was not found`)
    return { payment }
  })
}
