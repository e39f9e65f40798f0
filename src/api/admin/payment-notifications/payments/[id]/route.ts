import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { presentPayments } from "../_shared/present-payments"
import { paymentFields } from "../query-config"

/**
 * `GET /admin/payment-notifications/payments/:id`: one payment with its captures, refunds, disputes, transitions and open items.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? ""
  const { data } = await req.scope
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "payment_record", fields: paymentFields, filters: { id } })
  const [payment] = await presentPayments(req.scope, data as never)
  if (!payment) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Payment with id: ${id} was not found`)
  res.json({ payment })
}
