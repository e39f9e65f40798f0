import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { recordTransactions } from "../rows/order-transactions"
import type { RecordedCaptures } from "./record-capture"

export interface RecordCapturesInput {
  readonly order_id: string | null
  readonly recorded: RecordedCaptures
}

/** Adds the order's transactions: one per capture, as core's capture writes them. */
export const recordCaptureTransactionsStep = createStep(
  "payment-notification-record-capture-transactions",
  async ({ order_id, recorded: { captures, currency_code } }: RecordCapturesInput, { container }) => {
    const entries = order_id
      ? captures.map(({ id, amount }) => ({ order_id, currency_code, reference: "capture", reference_id: id, amount }))
      : []
    return new StepResponse(await recordTransactions(container, entries))
  },
)
