import { eventId } from "./event-id"
import { lineStatus, minorNumber, type AgentAdjustment, type AgentLine, type AgentOrder } from "./order"

export const UCP_JANUARY = "2026-01-23"

/**
 * The body of a UCP order webhook of 2026-01-23. No amount is negative here, neither a discount nor a refund; an order has no currency;
 * a line that was removed has the quantity 0 and no status of its own.
 */
export function ucpOrderOfJanuary(order: AgentOrder): object {
  const { subtotal, discount, shipping, tax, total } = order.totals
  return {
    ucp: { version: UCP_JANUARY, capabilities: { "dev.ucp.shopping.order": [{ version: UCP_JANUARY }] } },
    id: order.id,
    checkout_id: order.checkoutId,
    permalink_url: order.permalinkUrl,
    line_items: order.lines.map(lineItem),
    fulfillment: {},
    adjustments: order.adjustments.map(adjustment),
    totals: [
      entry("subtotal", "Subtotal", subtotal),
      ...(discount > 0n ? [entry("discount", "Discount", discount)] : []),
      entry("fulfillment", "Shipping", shipping),
      entry("tax", "Tax", tax),
      entry("total", "Total", total),
    ],
  }
}

/** Id and time stand in the body, where later versions have headers. Both are frozen with it, so that every attempt has the same. */
export const framedForJanuary = (body: string, { id, at }: { readonly id: string; readonly at: Date }): string =>
  JSON.stringify({ event_id: eventId(id), created_time: at.toISOString(), ...(JSON.parse(body) as object) })

function lineItem(line: AgentLine) {
  const sum = line.unitPrice * BigInt(line.current)
  const status = lineStatus(line)
  return {
    id: line.id,
    item: { id: line.itemId, title: line.title, price: minorNumber(line.unitPrice) },
    quantity: { total: line.current, fulfilled: line.fulfilled },
    totals: [entry("subtotal", "Subtotal", sum), entry("total", "Total", sum)],
    status: status === "removed" ? "fulfilled" : status,
  }
}

function adjustment({ id, type, status, occurredAt, credited, description, reason }: AgentAdjustment) {
  const words = [description, reason].filter(Boolean).join(": ")
  return {
    id,
    type,
    occurred_at: occurredAt.toISOString(),
    status,
    ...(credited !== undefined && { amount: minorNumber(credited) }),
    ...(words && { description: words }),
  }
}

const entry = (type: string, display_text: string, minor: bigint) => ({ type, display_text, amount: minorNumber(minor) })
