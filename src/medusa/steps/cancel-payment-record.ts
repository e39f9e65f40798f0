import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export interface EndPaymentInput {
  readonly payment_id: string | null
}

type Update = { updatePayment(data: { id: string; canceled_at: Date | null }): Promise<unknown> }

/** Writes down that the provider has given the payment up; `cancelPayment` would call the provider. Compensated. */
export const cancelPaymentRecordStep = createStep(
  "payment-notification-cancel-payment-record",
  async ({ payment_id: id }: EndPaymentInput, { container }) => {
    if (!id) return new StepResponse(void 0, null)
    const payments = container.resolve(Modules.PAYMENT)
    const { captured_at, canceled_at } = await payments.retrievePayment(id, { select: ["id", "captured_at", "canceled_at"] })
    if (captured_at || canceled_at) return new StepResponse(void 0, null)
    await (payments as unknown as Update).updatePayment({ id, canceled_at: new Date() })
    return new StepResponse(void 0, id)
  },
  async (id, { container }) => {
    if (id) await (container.resolve(Modules.PAYMENT) as unknown as Update).updatePayment({ id, canceled_at: null })
  },
)
