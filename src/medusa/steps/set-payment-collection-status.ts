import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentRows } from "../rows/payment-rows"

export interface SetPaymentCollectionStatusInput {
  readonly collection_id: string
  /** The payment that has ended. */
  readonly payment_id: string | null
  readonly status: "failed" | "canceled"
}

/** An order shows its payment from the collection, which core never sets to failed or canceled. Compensated. */
export const setPaymentCollectionStatusStep = createStep(
  "payment-notification-set-collection-status",
  async ({ collection_id: id, payment_id, status }: SetPaymentCollectionStatusInput, { container }) => {
    const payments = paymentRows(container)
    const collection = await payments.retrievePaymentCollection(id, {
      select: ["id", "status", "captured_amount"],
      relations: ["payments"],
    })
    const { status: former, captured_amount } = collection
    const isPaid = former === "completed" || Number(captured_amount ?? 0) > 0
    // Another session of the same collection has paid or is authorized: the order stays so.
    const isHeld = (collection.payments ?? []).some((payment) => payment.id !== payment_id && !payment.canceled_at)
    if (former === status || isPaid || isHeld) return new StepResponse(void 0, null)
    await payments.updatePaymentCollections(id, { status })
    return new StepResponse(void 0, { id, status: former })
  },
  async (former, { container }) => {
    if (!former) return
    await paymentRows(container).updatePaymentCollections(former.id, { status: former.status })
  },
)
