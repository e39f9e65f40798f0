import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** A Payment row with what has been captured of it, as far as Medusa knows. */
export interface AuthorizedPayment {
  readonly id: string
  /** Major units, in Medusa's exact form. */
  readonly amount: unknown
  readonly currency_code: string
  readonly captured: boolean
  readonly captures: readonly RecordedCapture[]
}

export interface RecordedCapture {
  readonly id: string
  /** Major units, in Medusa's exact form. */
  readonly amount: unknown
}

/** Medusa's payment row, reduced to what the following steps need. */
export const toAuthorizedPayment = (payment: any): AuthorizedPayment => ({
  id: payment.id,
  amount: payment.raw_amount ?? payment.amount,
  currency_code: payment.currency_code,
  captured: Boolean(payment.captured_at),
  captures: (payment.captures ?? []).map(({ id, amount, raw_amount }: any) => ({ id, amount: raw_amount ?? amount })),
})

/**
 * Makes sure that the session has its Payment row. Core's own step would cancel the payment at the provider when anything after
 * it fails; ours leaves the money where it is and lets the retry find it. Medusa asks the provider for the payment's true state.
 */
export const authorizeSessionStep = createStep(
  "payment-notification-authorize-session",
  async ({ session_id }: { readonly session_id: string }, { container }) => {
    const payments = container.resolve(Modules.PAYMENT)
    const read = () => payments.retrievePaymentSession(session_id, { relations: ["payment", "payment.captures"] })
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
    return new StepResponse(toAuthorizedPayment(payment))
  },
)
