import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../application/ground/module"
import type { LiveState, Watch } from "../../../services/live/live-state"
import { paymentStatus } from "./payment-status"
import { eachState, liveState } from "./read-status"

interface OrderRow {
  readonly id: string
  readonly display_id: number
  readonly customer_id: string | null
  readonly currency_code: string
  readonly updated_at: Date
  readonly payment_collections?: ReadonlyArray<{ readonly amount: number }> | null
}

/** The status of each order's payment; null unless it is the order of the watch's own customer. */
export async function readOrders(
  container: MedusaContainer,
  watches: readonly Watch[],
): Promise<ReadonlyArray<LiveState | null | Error>> {
  const ids = [...new Set(watches.map(({ id }) => id))]
  const payments = await paymentNotificationService(container).liveRows.paymentsOf("order", ids)
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "display_id", "customer_id", "currency_code", "updated_at", "payment_collections.amount"],
    filters: { id: ids },
  })
  const orders = new Map((data as unknown as OrderRow[]).map((order) => [order.id, order]))
  return eachState(watches, ({ id, customerId }) => {
    const order = orders.get(id)
    if (!order || customerId === undefined || order.customer_id !== customerId) return null
    const own = payments(id)
    const status = paymentStatus(own.latest, {
      amount: (order.payment_collections ?? []).reduce((sum, { amount }) => sum + Number(amount), 0),
      currency_code: order.currency_code,
      order_id: order.id,
      order_display_id: order.display_id,
      updated_at: order.updated_at,
    })
    return liveState(status, own)
  })
}
