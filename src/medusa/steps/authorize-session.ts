import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/**
 * Makes sure that the session has its Payment row. Core's own step would cancel the payment at the provider when anything after
 * it fails; ours leaves the money in place, and the retry finds it. Medusa asks the provider for the payment's true state.
 */
export const authorizeSessionStep = createStep(
  "payment-notification-authorize-session",
  async ({ session_id }: { readonly session_id: string }, { container }) => {
    const payments = container.resolve(Modules.PAYMENT)
    const read = () => payments.retrievePaymentSession(session_id, { relations: ["payment"] })
    let { payment } = await read()
    if (!payment) {
      await payments.authorizePaymentSession(session_id, {})
      payment = (await read()).payment
    }
    if (!payment) {
      throw new MedusaError(
        MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR,
        `the provider has not authorized session ${session_id} yet`,
      )
    }
    return new StepResponse({ id: payment.id })
  },
)
