import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentRows } from "../rows/payment-rows"
import { sumMinor } from "../rows/stored-amount"
import { coveredBy, type RecordedCaptures } from "./record-capture"

export interface ListCapturesInput {
  readonly payment_id: string
  /** The provider's captured total, in minor units. */
  readonly total: string
}

/** The Capture rows that the provider's total covers, as they are: the order's transaction of one may be missing. */
export const listCapturesStep = createStep(
  "payment-notification-list-captures",
  async ({ payment_id, total }: ListCapturesInput, { container }) => {
    const { captures = [], currency_code } = await paymentRows(container).retrievePayment(payment_id, { relations: ["captures"] })
    return new StepResponse<RecordedCaptures>({
      currency_code,
      recorded: "0",
      captured_total: sumMinor(captures, currency_code).toString(),
      captures: coveredBy(BigInt(total), captures, currency_code),
    })
  },
)
