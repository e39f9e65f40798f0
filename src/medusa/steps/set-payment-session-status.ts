import type { PaymentSessionStatus } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentRows } from "../rows/payment-rows"

export interface SetPaymentSessionStatusInput {
  readonly session_id: string
  readonly status: PaymentSessionStatus
}

/** Writes a session's status; compensated by the former one. Core may have deleted the session: then there is none to write. */
export const setPaymentSessionStatusStep = createStep(
  "payment-notification-set-session-status",
  async ({ session_id: id, status }: SetPaymentSessionStatusInput, { container }) => {
    const payments = paymentRows(container)
    const [session] = await payments.listPaymentSessions({ id: [id] }, { select: ["id", "status"] })
    const former = session?.status
    if (!former || former === status) return new StepResponse(void 0, null)
    await payments.updatePaymentSessions({ id, status })
    return new StepResponse(void 0, { id, status: former })
  },
  async (former, { container }) => {
    if (former) await paymentRows(container).updatePaymentSessions(former)
  },
)
