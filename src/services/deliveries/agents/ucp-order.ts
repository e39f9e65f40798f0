import { orderCapability, UCP_VERSION } from "./profile"
import { lineStatus, minorNumber, type AgentAdjustment, type AgentLine, type AgentOrder } from "./order"

/**
 * The body of a UCP order webhook (2026-04-08): the whole order. Money that goes back to the buyer is negative here, discounts as
 * well, and the currency is in upper case. Its schema is open, and would take each of them wrong.
 */
export function ucpOrder(order: AgentOrder): object {
  return {
    ucp: { version: UCP_VERSION, capabilities: orderCapability },
    id: order.id,
    ...(order.displayId && { label: order.displayId }),
    checkout_id: order.checkoutId,
    permalink_url: order.permalinkUrl,
    line_items: order.lines.map(lineItem),
    fulfillment: {},
    adjustments: order.adjustments.map(adjustment),
    currency: order.currency.toUpperCase(),
    totals: totals(order),
  }
}

function lineItem(line: AgentLine) {
  const sum = minorNumber(line.unitPrice * BigInt(line.current))
  return {
    id: line.id,
    item: { id: line.itemId, title: line.title, price: minorNumber(line.unitPrice) },
    quantity: { original: line.ordered, total: line.current, fulfilled: line.fulfilled },
    totals: [entry("subtotal", "Subtotal", sum), entry("total", "Total", sum)],
    status: lineStatus(line),
  }
}

/** There is no field for a reason: it stands in the description. */
function adjustment({ id, type, status, occurredAt, credited, description, reason }: AgentAdjustment) {
  const words = [description, reason].filter(Boolean).join(": ")
  return {
    id,
    type,
    occurred_at: occurredAt.toISOString(),
    status,
    ...(credited !== undefined && { totals: [entry("total", "Total", negative(minorNumber(credited)))] }),
    ...(words && { description: words }),
  }
}

const totals = ({ totals: { subtotal, discount, shipping, tax, total } }: AgentOrder) => [
  entry("subtotal", "Subtotal", minorNumber(subtotal)),
  ...(discount > 0n ? [entry("discount", "Discount", negative(minorNumber(discount)))] : []),
  entry("fulfillment", "Shipping", minorNumber(shipping)),
  entry("tax", "Tax", minorNumber(tax)),
  entry("total", "Total", minorNumber(total)),
]

const entry = (type: string, display_text: string, amount: number) => ({ type, display_text, amount })

/** Never `-0`, which JSON writes as 0 but comparisons tell apart. */
const negative = (amount: number): number => (amount === 0 ? 0 : -amount)
