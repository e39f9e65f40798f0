import type { PaymentCollectionStatus } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export interface SetPaymentCollectionStatusInput {
  readonly collection_id: string
  readonly status: "failed" | "canceled"
}

type Collections = {
  updatePaymentCollections(id: string, data: { status: PaymentCollectionStatus }): Promise<unknown>
}

/** What an order shows of its payment comes from the collection, which core never sets to failed or canceled. Compensated. */
export const setPaymentCollectionStatusStep = createStep(
  "payment-notification-set-collection-status",
  async ({ collection_id: id, status }: SetPaymentCollectionStatusInput, { container }) => {
    const payments = container.resolve(Modules.PAYMENT)
    const { status: former, captured_amount } = await payments.retrievePaymentCollection(id, {
      select: ["id", "status", "captured_amount"],
    })
    // Another session of the same collection has paid: the order stays paid.
    if (former === status || former === "completed" || Number(captured_amount ?? 0) > 0) return new StepResponse(void 0, null)
    await (payments as unknown as Collections).updatePaymentCollections(id, { status })
    return new StepResponse(void 0, { id, status: former })
  },
  async (former, { container }) => {
    if (!former) return
    await (container.resolve(Modules.PAYMENT) as unknown as Collections).updatePaymentCollections(former.id, {
      status: former.status,
    })
  },
)
