import { lineStatus, minorNumber, type AgentAdjustment, type AgentLine, type AgentOrder } from "./order"

/** Names of the event, as the OpenAPI file has them; OpenAI's pages write two others. */
export interface AcpEventNames {
  readonly created: string
  readonly updated: string
}

export const ACP_EVENT_NAMES: AcpEventNames = { created: "order_create", updated: "order_update" }

/**
 * The body of an ACP order webhook (2026-04-17): the whole order and nothing beside it, since every object of the schema is closed.
 * A refund's amount is positive here and its currency in lower case; `total` stays the sum that was charged, and
 * `amount_refunded` is the sum of refunds that are completed now.
 */
export function acpOrderEvent(order: AgentOrder, event: "created" | "updated", names: AcpEventNames = ACP_EVENT_NAMES): object {
  return {
    type: names[event],
    data: {
      type: "order",
      id: order.id,
      checkout_session_id: order.checkoutId,
      ...(order.displayId && { order_number: order.displayId }),
      permalink_url: order.permalinkUrl,
      status: order.status,
      line_items: order.lines.map(lineItem),
      adjustments: order.adjustments.map((adjustment) => acpAdjustment(adjustment, order.currency)),
      totals: totals(order),
    },
  }
}

const lineItem = (line: AgentLine) => ({
  id: line.id,
  title: line.title,
  product_id: line.itemId,
  quantity: { ordered: line.ordered, current: line.current, fulfilled: line.fulfilled },
  unit_price: minorNumber(line.unitPrice),
  subtotal: minorNumber(line.unitPrice * BigInt(line.ordered)),
  status: lineStatus(line),
})

const acpAdjustment = ({ id, type, status, occurredAt, credited, description, reason }: AgentAdjustment, currency: string) => ({
  id,
  type,
  occurred_at: occurredAt.toISOString(),
  status,
  ...(credited !== undefined && { amount: minorNumber(credited), currency: currency.toLowerCase() }),
  ...(description && { description }),
  ...(reason && { reason }),
})

function totals({ totals: { subtotal, discount, shipping, tax, total }, adjustments }: AgentOrder) {
  const refunded = adjustments
    .filter(({ type, status }) => type === "refund" && status === "completed")
    .reduce((sum, { credited = 0n }) => sum + credited, 0n)
  const entry = (type: string, display_text: string, minor: bigint) => ({ type, display_text, amount: minorNumber(minor) })
  return [
    entry("subtotal", "Subtotal", subtotal),
    ...(discount > 0n ? [entry("discount", "Discount", discount)] : []),
    entry("fulfillment", "Shipping", shipping),
    entry("tax", "Tax", tax),
    entry("total", "Total", total),
    ...(adjustments.some(({ type }) => type === "refund") ? [entry("amount_refunded", "Refunded", refunded)] : []),
  ]
}
