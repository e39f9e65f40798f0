import type { IOrderModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { inTransaction, lockOrder } from "../rows/module-transaction"

export interface FlagOrderInput {
  readonly order_id: string
  /** The flag's subject, e.g. "dispute". */
  readonly flag: string
  /** Anything JSON; null removes the flag. */
  readonly value: unknown
}

type Flags = Readonly<Record<string, unknown>>

/**
 * Sets or clears a flag in `order.metadata.payment_notifications`, where the admin shows it on the order. It changes only this
 * flag, also when compensated: two payments of one order may be disputed, and neither's flag may remove the other's.
 *
 * @example
 * ```ts
 * import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
 * import { flagOrderStep } from "medusa-payment-notifications/workflows"
 *
 * export const flagForReview = createWorkflow("flag-for-review", (input: { order_id: string }) => {
 *   const flags = flagOrderStep({ order_id: input.order_id, flag: "review", value: true })
 *   return new WorkflowResponse(flags)
 * })
 * ```
 */
export const flagOrderStep = createStep(
  "payment-notification-flag-order",
  async (input: FlagOrderInput, { container }) => {
    const { before, after } = await flagOrder(container.resolve(Modules.ORDER), input)
    return new StepResponse(after, { ...input, value: before[input.flag] ?? null })
  },
  async (former, { container }) => {
    if (former) await flagOrder(container.resolve(Modules.ORDER), former)
  },
)

/** Medusa merges metadata at its top level only, so our part is read and written as a whole, with the order's row locked between the two. */
const flagOrder = (
  orders: IOrderModuleService,
  { order_id, flag, value }: FlagOrderInput,
): Promise<{ before: Flags; after: Flags }> =>
  inTransaction(orders, async (context) => {
    await lockOrder(context, order_id)
    const { metadata } = await orders.retrieveOrder(order_id, { select: ["id", "metadata"] }, context as never)
    const before = (metadata?.payment_notifications ?? {}) as Flags
    const { [flag]: _former, ...others } = before
    const after = value === null ? others : { ...others, [flag]: value }
    await orders.updateOrders(
      [{ id: order_id, metadata: { payment_notifications: after } }] as never,
      undefined as never,
      context as never,
    )
    return { before, after }
  })
