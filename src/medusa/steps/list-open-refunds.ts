import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { openRefundsOf, type RefundRows } from "../rows/refund-rows"

/** Our refunds of a payment that were cut off before order and event bus knew of them, oldest first. */
export const listOpenRefundsStep = createStep(
  "payment-notification-list-open-refunds",
  async ({ payment_id }: { readonly payment_id: string }, { container }) => {
    const payments = container.resolve(Modules.PAYMENT) as unknown as RefundRows
    return new StepResponse(
      openRefundsOf(await payments.listRefunds({ payment_id }, { order: { created_at: "ASC" }, take: null })),
    )
  },
)
