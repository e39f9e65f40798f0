import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { recordCreditLines } from "../rows/order-transactions"
import type { OpenRefundsInput } from "./decide-refund-credit"

/**
 * Adds the credit line that lowers the order's total: refunded money is not asked for again. A credit line is known by its
 * refund's id.
 */
export const recordRefundCreditStep = createStep(
  "payment-notification-record-refund-credit",
  async ({ order_id, currency_code, open }: OpenRefundsInput, { container }) => {
    if (order_id) {
      await recordCreditLines(
        container,
        open.map(({ id, mark }) => ({
          order_id,
          currency_code,
          reference: "refund",
          reference_id: id,
          amount: mark.credit ?? "0",
        })),
      )
    }
    return new StepResponse(void 0)
  },
)
