import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { adjustmentsOf } from "../../../services/deliveries/agents/adjustments"
import type { AgentLine, AgentOrderStatus, AgentTotals, SourceOrder } from "../../../services/deliveries/agents/order"
import { roundToMinor } from "../../../services/domain/money"
import type { OrderMoney } from "../../../services/store/order-snapshot-repository"

interface ItemRow {
  readonly id: string
  readonly title: string
  readonly variant_sku?: string | null
  readonly variant_id?: string | null
  readonly unit_price: number
  readonly detail: Readonly<Record<`${"" | "fulfilled_" | "shipped_" | "delivered_" | "return_received_"}quantity`, number>>
}

interface OrderRow {
  readonly id: string
  readonly display_id?: number | null
  readonly status: string
  readonly canceled_at?: string | Date | null
  readonly currency_code: string
  readonly metadata?: Record<string, unknown> | null
  readonly items?: ReadonlyArray<ItemRow | null> | null
  readonly item_subtotal: number
  readonly shipping_subtotal: number
  readonly discount_subtotal: number
  readonly item_total: number
  readonly shipping_total: number
}

const FIELDS = [
  ...["id", "display_id", "status", "canceled_at", "currency_code", "metadata"],
  ...["item_subtotal", "shipping_subtotal", "discount_subtotal", "item_total", "shipping_total"],
  // Medusa computes an item's quantities from the whole of both, and silently leaves them out when only some fields are requested.
  ...["items.*", "items.detail.*"],
]

/**
 * An order for agents' platforms, from Medusa's rows and our money's; undefined where it is gone. Its quantities and its money are
 * those of now: a platform is sent states, not changes.
 */
export async function loadOrder(
  container: MedusaContainer,
  { orderId, cartId, money }: { orderId: string; cartId: string | null; money: OrderMoney },
): Promise<SourceOrder | undefined> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  const order = data[0] as unknown as OrderRow | undefined
  if (!order) return undefined
  const isCanceled = order.status === "canceled"
  const items = (order.items ?? []).filter((item): item is ItemRow => item !== null)
  const canceledAt = isCanceled && order.canceled_at ? new Date(order.canceled_at) : undefined
  return {
    id: order.id,
    ...(order.display_id != null && { displayId: String(order.display_id) }),
    cartId,
    metadata: order.metadata ?? {},
    currency: order.currency_code.toUpperCase(),
    status: isCanceled ? "canceled" : statusOf(items, money.hasMoney),
    lines: items.map((item) => lineOf(item, order.currency_code, isCanceled)),
    totals: totalsOf(order),
    adjustments: adjustmentsOf({
      refunds: money.refunds,
      disputes: money.disputes,
      ...(canceledAt && { cancellation: { orderId: order.id, at: canceledAt } }),
    }),
  }
}

/** Medusa keeps no status of fulfillment on an order's row: it follows from the quantities. */
function statusOf(items: readonly ItemRow[], hasMoney: boolean): AgentOrderStatus {
  const all = (name: "shipped_quantity" | "delivered_quantity") =>
    items.length > 0 && items.every(({ detail }) => detail[name] >= detail.quantity)
  if (all("delivered_quantity")) return "completed"
  if (all("shipped_quantity")) return "shipped"
  if (items.some(({ detail }) => detail.fulfilled_quantity > 0)) return "processing"
  return hasMoney ? "confirmed" : "created"
}

function lineOf(
  { id, title, variant_sku, variant_id, unit_price, detail }: ItemRow,
  currency: string,
  isCanceled: boolean,
): AgentLine {
  const ordered = whole(detail.quantity)
  return {
    id,
    itemId: variant_sku || variant_id || id,
    title,
    unitPrice: roundToMinor(unit_price, currency),
    ordered: Math.max(1, ordered),
    current: isCanceled ? 0 : Math.max(0, ordered - whole(detail.return_received_quantity)),
    fulfilled: whole(detail.fulfilled_quantity),
  }
}

const whole = (quantity: number): number => Math.round(Number(quantity ?? 0))

/**
 * The sums as ordered. Medusa's own `total` is lowered by a credit line with every refund, and a platform would take that for another
 * price. The tax balances the sum: rounded by itself, it might miss it by the smallest unit.
 */
function totalsOf(order: OrderRow): AgentTotals {
  const minor = (major: number) => roundToMinor(major ?? 0, order.currency_code)
  const [subtotal, shipping] = [minor(order.item_subtotal), minor(order.shipping_subtotal)]
  const discount = minor(order.discount_subtotal)
  const total = minor(order.item_total) + minor(order.shipping_total)
  const tax = total - (subtotal + shipping - discount)
  // A rounding against the buyer lowers the sum, as a discount does.
  if (tax < 0n) return { subtotal, shipping, discount: discount - tax, tax: 0n, total }
  return { subtotal, shipping, discount, tax, total }
}
