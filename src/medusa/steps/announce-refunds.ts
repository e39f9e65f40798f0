import { Modules, PaymentEvents } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentRows } from "../rows/payment-rows"
import { isRecorded, type OpenRefund } from "../rows/refund-rows"

export interface AnnounceRefundsInput {
  readonly payment_id: string
  readonly open: readonly OpenRefund[]
}

/**
 * Puts core's `payment.refunded` on the bus, then marks the rows as recorded. At least once. `emitEventStep` holds events back
 * until the workflow has ended, when no step is left to write down that they went out, so it is not used.
 */
export const announceRefundsStep = createStep(
  "payment-notification-announce-refunds",
  async ({ payment_id, open }: AnnounceRefundsInput, { container }) => {
    const payments = paymentRows(container)
    for (const { id, mark } of open) {
      if (isRecorded(mark)) continue
      await container.resolve(Modules.EVENT_BUS).emit({ name: PaymentEvents.REFUNDED, data: { id: payment_id } })
      await payments.updateRefunds({ id, metadata: { payment_notifications: { ...mark, recorded: true } } })
    }
    return new StepResponse(void 0)
  },
)
