import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentRows } from "../rows/payment-rows"

export interface EndPaymentInput {
  readonly payment_id: string | null
}

/** Records that the provider has given the payment up; `cancelPayment` would call the provider. Compensated. */
export const cancelPaymentRecordStep = createStep(
  "payment-notification-cancel-payment-record",
  async ({ payment_id: id }: EndPaymentInput, { container }) => {
    if (!id) return new StepResponse(void 0, null)
    const payments = paymentRows(container)
    const { captured_at, canceled_at } = await payments.retrievePayment(id, { select: ["id", "captured_at", "canceled_at"] })
    if (captured_at || canceled_at) return new StepResponse(void 0, null)
    await payments.updatePayment({ id, canceled_at: new Date() })
    return new StepResponse(void 0, id)
  },
  async (id, { container }) => {
    if (id) await paymentRows(container).updatePayment({ id, canceled_at: null })
  },
)
