import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../application/ground/module"
import type { LiveState, Watch } from "../../../services/live/live-state"
import { paymentStatus } from "./payment-status"
import { eachState, liveState } from "./read-status"

interface CartRow {
  readonly id: string
  readonly currency_code: string
  readonly updated_at: Date
  readonly order?: { readonly id: string; readonly display_id: number } | null
  readonly payment_collection?: { readonly amount: number } | null
}

/**
 * The status of each cart's payment, and the cart's order once there is one; null for an unknown cart. Their payments are read first:
 * an order is made before the payment's row says so, and a status must never name a version without its order.
 */
export async function readCarts(
  container: MedusaContainer,
  watches: readonly Watch[],
): Promise<ReadonlyArray<LiveState | null | Error>> {
  const ids = watches.map(({ id }) => id)
  const payments = await paymentNotificationService(container).liveRows.paymentsOf("cart", ids)
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id", "currency_code", "updated_at", "payment_collection.amount", "order.id", "order.display_id"],
    filters: { id: ids },
  })
  const carts = new Map((data as unknown as CartRow[]).map((cart) => [cart.id, cart]))
  return eachState(watches, ({ id }) => {
    const cart = carts.get(id)
    if (!cart) return null
    const own = payments(id)
    const status = paymentStatus(own.latest, {
      amount: Number(cart.payment_collection?.amount ?? 0),
      currency_code: cart.currency_code,
      order_id: cart.order?.id ?? null,
      order_display_id: cart.order?.display_id ?? null,
      updated_at: cart.updated_at,
    })
    return liveState(status, own)
  })
}
