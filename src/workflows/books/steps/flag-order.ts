import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export interface FlagOrderInput {
  readonly order_id: string
  /** What is flagged: `dispute_dp_1`. */
  readonly flag: string
  readonly value: string
}

const KEY = "payment_notifications"

/** Writes a flag into the order's metadata, where whoever handles the order in the admin sees it. Other metadata stays. */
export const flagOrderStep = createStep(
  "payment-notification-flag-order",
  async ({ order_id, flag, value }: FlagOrderInput, { container }) => {
    const orders = container.resolve(Modules.ORDER)
    const { metadata } = await orders.retrieveOrder(order_id, { select: ["id", "metadata"] })
    const flags = (metadata?.[KEY] ?? {}) as Record<string, string>
    if (flags[flag] !== value)
      await orders.updateOrders(order_id, { metadata: { ...metadata, [KEY]: { ...flags, [flag]: value } } })
    return new StepResponse(void 0)
  },
)
