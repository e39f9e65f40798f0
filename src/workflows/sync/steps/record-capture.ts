import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { roundToMinor, toMajor } from "../../../services/domain/money"
import { toAuthorizedPayment, type AuthorizedPayment } from "./authorize-session"

export interface RecordCaptureInput {
  readonly payment: AuthorizedPayment
  /** What the provider has captured of the payment in all, in integer minor units as a decimal string. */
  readonly total: string
}

type RecordOnly = { capturePayment(data: { payment_id: string; amount?: string; is_captured: true }): Promise<unknown> }

/**
 * Writes down what the provider has captured and Medusa does not know of yet. `is_captured` keeps Medusa from capturing it again; a
 * capture that Medusa itself made is in its rows before the provider was called, so it is counted here and not doubled. Not
 * compensated: the money has moved, whatever fails after this; the retry finds the capture recorded.
 */
export const recordCaptureStep = createStep(
  "payment-notification-record-capture",
  async ({ payment, total }: RecordCaptureInput, { container }) => {
    const { id: payment_id, currency_code } = payment
    const known = payment.captures.reduce((sum, { amount }) => sum + roundToMinor(exact(amount), currency_code), 0n)
    const missing = BigInt(total) - known
    if (payment.captured || missing <= 0n) return new StepResponse(payment)
    const payments = container.resolve(Modules.PAYMENT) as unknown as RecordOnly
    // All of it is said by saying nothing: Medusa's own amount may be finer than the currency.
    const isAll = missing === roundToMinor(exact(payment.amount), currency_code)
    const part = isAll ? {} : { amount: toMajor(missing, currency_code) }
    const captured = await payments.capturePayment({ payment_id, ...part, is_captured: true })
    return new StepResponse(toAuthorizedPayment(captured))
  },
)

/** A raw amount carries its exact decimal in `value`. */
const exact = (amount: any): string | number => amount?.value ?? amount
