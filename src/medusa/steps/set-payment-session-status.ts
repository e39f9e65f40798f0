import type { PaymentSessionStatus } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentRows } from "../rows/payment-rows"

export interface SetPaymentSessionStatusInput {
  readonly session_id: string
  readonly status: PaymentSessionStatus
}

/** Writes a session's status; compensated by the former one. */
export const setPaymentSessionStatusStep = createStep(
  "payment-notification-set-session-status",
  async ({ session_id: id, status }: SetPaymentSessionStatusInput, { container }) => {
    const payments = paymentRows(container)
    const { status: former } = await payments.retrievePaymentSession(id, { select: ["id", "status"] })
    if (former === status) return new StepResponse(void 0, null)
    await payments.updatePaymentSessions({ id, status })
    return new StepResponse(void 0, { id, status: former })
  },
  async (former, { container }) => {
    if (former) await paymentRows(container).updatePaymentSessions(former)
  },
)
