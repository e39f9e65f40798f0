import type { PaymentSessionStatus } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export interface SetPaymentSessionStatusInput {
  readonly session_id: string
  readonly status: PaymentSessionStatus
}

/**
 * The generated update, which exists at run time only: `updatePaymentSession` would call the provider, and we never call a
 * provider because it told us something.
 */
interface GeneratedUpdates {
  updatePaymentSessions(data: { id: string; status: PaymentSessionStatus }): Promise<unknown>
  retrievePaymentSession(id: string, config: object): Promise<{ status: PaymentSessionStatus }>
}

/** Writes a session's status; compensated by the former one. */
export const setPaymentSessionStatusStep = createStep(
  "payment-notification-set-session-status",
  async ({ session_id: id, status }: SetPaymentSessionStatusInput, { container }) => {
    const payments = container.resolve(Modules.PAYMENT) as unknown as GeneratedUpdates
    const { status: former } = await payments.retrievePaymentSession(id, { select: ["id", "status"] })
    if (former === status) return new StepResponse(void 0, null)
    await payments.updatePaymentSessions({ id, status })
    return new StepResponse(void 0, { id, status: former })
  },
  async (former, { container }) => {
    if (!former) return
    const payments = container.resolve(Modules.PAYMENT) as unknown as GeneratedUpdates
    await payments.updatePaymentSessions(former)
  },
)
