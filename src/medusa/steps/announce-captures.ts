import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, PaymentEvents } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentRows } from "../rows/payment-rows"
import type { RecordedCaptures } from "./record-capture"

export interface AnnounceCapturesInput {
  readonly payment_id: string
  readonly recorded: RecordedCaptures
}

/** Puts core's `payment.captured` on the bus for captures that nobody has announced yet, then marks their rows. At least once. */
export const announceCapturesStep = createStep(
  "payment-notification-announce-captures",
  async (input: AnnounceCapturesInput, { container }) => {
    await announceCaptures(container, input)
    return new StepResponse(void 0)
  },
)

export async function announceCaptures(
  container: MedusaContainer,
  { payment_id, recorded: { captures } }: AnnounceCapturesInput,
): Promise<void> {
  const payments = paymentRows(container)
  for (const { id, announced } of captures) {
    if (announced) continue
    await container.resolve(Modules.EVENT_BUS).emit({ name: PaymentEvents.CAPTURED, data: { id: payment_id } })
    await payments.updateCaptures({ id, metadata: { payment_notifications: { announced: true } } })
  }
}
