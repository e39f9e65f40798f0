import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { refundOrVoidStep, type RefundOrVoidInput } from "./steps/refund-or-void"
import { detachSessionStep, type DetachSessionInput } from "./steps/detach-session"

export interface RefundOrVoidPaymentInput extends DetachSessionInput, Omit<RefundOrVoidInput, "payment_id"> {}

/**
 * Detaches a quarantined payment from its cart and refunds or voids it through Medusa's payment provider. A repeated run finds
 * the work done.
 */
export const refundOrVoidPaymentWorkflow = createWorkflow(
  "payment-notification-refund-or-void-payment",
  (input: RefundOrVoidPaymentInput) => {
    const { payment_id } = detachSessionStep(input)
    const refundedOrVoided = refundOrVoidStep(
      transform({ input, payment_id }, ({ input: { actor, note, confirm_only, is_captured }, payment_id }) => ({
        payment_id,
        actor,
        note,
        confirm_only,
        is_captured,
      })),
    )
    return new WorkflowResponse(refundedOrVoided)
  },
)
