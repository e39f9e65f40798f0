import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export interface FlagOrderInput {
  readonly order_id: string
  /** What it is about, e.g. "dispute". */
  readonly flag: string
  /** Anything JSON; null takes the flag away. */
  readonly value: unknown
}

interface Flags {
  readonly id: string
  readonly metadata: { readonly payment_notifications: Readonly<Record<string, unknown>> }
}

/** Medusa merges metadata at its top level only, so our part is written as a whole; the store's own stays untouched. */
const flags = (id: string, payment_notifications: Readonly<Record<string, unknown>>): Flags => ({
  id,
  metadata: { payment_notifications },
})

/** Sets or clears a flag in `order.metadata.payment_notifications`, where the admin shows it on the order. Compensated. */
export const flagOrderStep = createStep(
  "payment-notification-flag-order",
  async ({ order_id, flag, value }: FlagOrderInput, { container }) => {
    const orders = container.resolve(Modules.ORDER)
    const { metadata } = await orders.retrieveOrder(order_id, { select: ["id", "metadata"] })
    const former = (metadata?.payment_notifications ?? {}) as Record<string, unknown>
    const { [flag]: _former, ...others } = former
    const next = value === null ? others : { ...others, [flag]: value }
    await orders.updateOrders([flags(order_id, next)] as never)
    return new StepResponse(next, flags(order_id, former))
  },
  async (former, { container }) => {
    if (former) await container.resolve(Modules.ORDER).updateOrders([former] as never)
  },
)
