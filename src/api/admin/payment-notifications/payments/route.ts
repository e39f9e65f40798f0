import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { presentPayments } from "./_shared/present-payments"

/** `GET /admin/payment-notifications/payments?order_id=…`: payments with their whole story. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { fields, pagination } = req.queryConfig
  const { data, metadata } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment_record",
    // The fields by which its story is found, whatever `fields` leaves out.
    fields: [...new Set([...fields, "id", "payment_session_id"])],
    filters: req.filterableFields,
    pagination,
  })
  res.json({
    payments: await presentPayments(req.scope, data as never),
    count: metadata?.count ?? 0,
    offset: metadata?.skip ?? 0,
    limit: metadata?.take ?? 0,
  })
}
