import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { recordTransactions } from "../rows/order-transactions"
import type { OpenRefundsInput } from "./decide-refund-credit"

/** Adds the order's transactions: money went back to the customer. */
export const recordRefundTransactionsStep = createStep(
  "payment-notification-record-refund-transactions",
  async ({ order_id, currency_code, open }: OpenRefundsInput, { container }) => {
    const entries = order_id
      ? open.map(({ id, mark }) => ({
          order_id,
          currency_code,
          reference: "refund",
          reference_id: id,
          amount: `-${mark.amount}`,
        }))
      : []
    return new StepResponse(await recordTransactions(container, entries))
  },
)
