import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { giveBackStep, type GiveBackInput } from "./steps/refund-held-payment"
import { setPaymentAsideStep, type SetPaymentAsideInput } from "./steps/detach-session"

export interface GiveBackPaymentInput extends SetPaymentAsideInput, Omit<GiveBackInput, "payment_id"> {}

/** Takes a held payment off its cart and gives it back through Medusa's payment provider. A repeated run finds what was done. */
export const giveBackPaymentWorkflow = createWorkflow("payment-notification-give-back-payment", (input: GiveBackPaymentInput) => {
  const { payment_id } = setPaymentAsideStep(input)
  const givenBack = giveBackStep(
    transform({ input, payment_id }, ({ input: { actor, note, confirm_only, is_captured }, payment_id }) => ({
      payment_id,
      actor,
      note,
      confirm_only,
      is_captured,
    })),
  )
  return new WorkflowResponse(givenBack)
})
