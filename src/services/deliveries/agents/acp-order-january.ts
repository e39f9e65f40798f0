import type { AcpEventNames } from "./acp-order"
import { minorNumber, type AgentOrder, type AgentOrderStatus } from "./order"

/** The closed list of statuses before 2026-04-17. */
const STATUS: Record<AgentOrderStatus, "created" | "confirmed" | "shipped" | "fulfilled" | "canceled"> = {
  created: "created",
  confirmed: "confirmed",
  processing: "confirmed",
  shipped: "shipped",
  completed: "fulfilled",
  canceled: "canceled",
}

/**
 * The body of an ACP order webhook of 2026-01-30: every member of the closed schema is required, and there are no others. Refunds that
 * are completed stand as sums, also an empty list of them; disputes and refunds under way cannot be said.
 */
export function acpOrderEventOfJanuary(order: AgentOrder, event: "created" | "updated", names: AcpEventNames): object {
  return {
    type: names[event],
    data: {
      type: "order",
      checkout_session_id: order.checkoutId,
      permalink_url: order.permalinkUrl,
      status: STATUS[order.status],
      refunds: order.adjustments
        .filter(({ type, status }) => type === "refund" && status === "completed")
        .map(({ credited = 0n }) => ({ type: "original_payment", amount: minorNumber(credited) })),
    },
  }
}
