import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { AuthorizedPayment } from "./authorize-session"

export interface RecordedCapture {
  readonly id: string
  readonly amount: unknown
}

type RecordOnly = { capturePayment(data: { payment_id: string; is_captured: true }): Promise<unknown> }

/**
 * Writes down that the provider has captured the payment. `is_captured` keeps Medusa from capturing it again. Not compensated:
 * the money has moved, whatever fails after this; the retry finds the capture recorded.
 */
export const recordCaptureStep = createStep(
  "payment-notification-record-capture",
  async (payment: AuthorizedPayment, { container }) => {
    const payments = container.resolve(Modules.PAYMENT)
    if (!payment.captured) await (payments as unknown as RecordOnly).capturePayment({ payment_id: payment.id, is_captured: true })
    const { captures = [], currency_code } = await payments.retrievePayment(payment.id, { relations: ["captures"] })
    const recorded = captures.map(({ id, amount, raw_amount }: any): RecordedCapture => ({ id, amount: raw_amount ?? amount }))
    return new StepResponse({ captures: recorded, currency_code })
  },
)
