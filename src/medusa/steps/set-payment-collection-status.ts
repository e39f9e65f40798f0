import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentRows } from "../rows/payment-rows"

export interface SetPaymentCollectionStatusInput {
  readonly collection_id: string
  readonly status: "failed" | "canceled"
}

/** An order shows its payment from the collection, which core never sets to failed or canceled. Compensated. */
export const setPaymentCollectionStatusStep = createStep(
  "payment-notification-set-collection-status",
  async ({ collection_id: id, status }: SetPaymentCollectionStatusInput, { container }) => {
    const payments = paymentRows(container)
    const { status: former, captured_amount } = await payments.retrievePaymentCollection(id, {
      select: ["id", "status", "captured_amount"],
    })
    // Another session of the same collection has paid: the order stays paid.
    if (former === status || former === "completed" || Number(captured_amount ?? 0) > 0) return new StepResponse(void 0, null)
    await payments.updatePaymentCollections(id, { status })
    return new StepResponse(void 0, { id, status: former })
  },
  async (former, { container }) => {
    if (!former) return
    await paymentRows(container).updatePaymentCollections(former.id, { status: former.status })
  },
)
