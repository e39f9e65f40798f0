import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../application/ground/module"
import { paymentStatus } from "./payment-status"
import type { ReadStatus } from "./read-status"

interface CartRow {
  readonly currency_code: string
  readonly updated_at: Date
  readonly order?: { readonly id: string; readonly display_id: number } | null
  readonly payment_collection?: { readonly amount: number } | null
}

/**
 * The status of a cart's payment, and the cart's order once there is one; null for an unknown cart. Its payments are read first: the
 * order is made before the payment's row says so, and a status must never name a version without its order.
 */
export async function readCart(container: MedusaContainer, id: string): Promise<ReadStatus | null> {
  const payments = await paymentNotificationService(container).liveRows.paymentsOf("cart", id)
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id", "currency_code", "updated_at", "payment_collection.amount", "order.id", "order.display_id"],
    filters: { id },
  })
  const cart = data[0] as unknown as CartRow | undefined
  if (!cart) return null
  const status = paymentStatus(payments.latest, {
    amount: Number(cart.payment_collection?.amount ?? 0),
    currency_code: cart.currency_code,
    order_id: cart.order?.id ?? null,
    order_display_id: cart.order?.display_id ?? null,
    updated_at: cart.updated_at,
  })
  return { status, payments }
}
