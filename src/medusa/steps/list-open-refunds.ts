import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentRows } from "../rows/payment-rows"
import { openRefundsOf } from "../rows/refund-rows"

/** Our refunds of a payment that were cut off before the order's transactions and the event bus had them, oldest first. */
export const listOpenRefundsStep = createStep(
  "payment-notification-list-open-refunds",
  async ({ payment_id }: { readonly payment_id: string }, { container }) => {
    const payments = paymentRows(container)
    return new StepResponse(
      openRefundsOf(await payments.listRefunds({ payment_id }, { order: { created_at: "ASC" }, take: null })),
    )
  },
)
