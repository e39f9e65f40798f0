import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** `GET /admin/payment-notifications/notifications`: the messages with their recipients, suppressed ones with the reason. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { fields, pagination } = req.queryConfig
  const { data, metadata } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment_notification",
    fields,
    filters: req.filterableFields,
    pagination,
  })
  res.json({ notifications: data, count: metadata?.count ?? 0, offset: metadata?.skip ?? 0, limit: metadata?.take ?? 0 })
}
