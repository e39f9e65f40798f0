import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { mendSummary } from "../rows/mend-summary"

/** Brings the order's summary in line with its transactions, once those are complete. */
export const mendSummaryStep = createStep(
  "payment-notification-mend-summary",
  async ({ order_id }: { readonly order_id: string | null }, { container }) => {
    if (order_id) await mendSummary(container, order_id)
    return new StepResponse(void 0)
  },
)
