import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../application/ground/module"
import { paymentStatus } from "./payment-status"
import type { ReadStatus } from "./read-status"

interface OrderRow {
  readonly id: string
  readonly display_id: number
  readonly currency_code: string
  readonly updated_at: Date
  readonly payment_collections?: ReadonlyArray<{ readonly amount: number }> | null
}

/** The status of an order's payment; null unless it is this customer's order. */
export async function readOrder(container: MedusaContainer, id: string, customerId: string): Promise<ReadStatus | null> {
  const payments = await paymentNotificationService(container).liveRows.paymentsOf("order", id)
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "display_id", "currency_code", "updated_at", "payment_collections.amount"],
    filters: { id, customer_id: customerId },
  })
  const order = data[0] as unknown as OrderRow | undefined
  if (!order) return null
  const status = paymentStatus(payments.latest, {
    amount: (order.payment_collections ?? []).reduce((sum, { amount }) => sum + Number(amount), 0),
    currency_code: order.currency_code,
    order_id: order.id,
    order_display_id: order.display_id,
    updated_at: order.updated_at,
  })
  return { status, payments }
}
