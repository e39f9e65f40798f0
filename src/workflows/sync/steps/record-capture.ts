import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { toAuthorizedPayment, type AuthorizedPayment } from "./authorize-session"

type RecordOnly = { capturePayment(data: { payment_id: string; is_captured: true }): Promise<unknown> }

/**
 * Writes down that the provider has captured the payment. `is_captured` keeps Medusa from capturing it again. Not compensated:
 * the money has moved, whatever fails after this; the retry finds the capture recorded.
 */
export const recordCaptureStep = createStep(
  "payment-notification-record-capture",
  async (payment: AuthorizedPayment, { container }) => {
    if (payment.captured) return new StepResponse(payment)
    const payments = container.resolve(Modules.PAYMENT) as unknown as RecordOnly
    return new StepResponse(toAuthorizedPayment(await payments.capturePayment({ payment_id: payment.id, is_captured: true })))
  },
)
