import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { recordTransactions } from "../rows/order-transactions"
import type { RecordedCaptures } from "./record-capture"

export interface RecordCapturesInput {
  readonly order_id: string | null
  readonly recorded: RecordedCaptures
}

/** The order's books: one transaction per capture, as core's capture leaves them. */
export const recordCaptureTransactionsStep = createStep(
  "payment-notification-record-capture-transactions",
  async ({ order_id, recorded: { captures, currency_code } }: RecordCapturesInput, { container }) => {
    const entries = order_id
      ? captures.map(({ id, amount }) => ({ order_id, currency_code, reference: "capture", reference_id: id, amount }))
      : []
    return new StepResponse(await recordTransactions(container, entries))
  },
)
