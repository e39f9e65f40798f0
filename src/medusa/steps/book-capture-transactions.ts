import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { bookTransactions } from "../rows/order-books"
import type { RecordedCaptures } from "./record-capture"

export interface BookCapturesInput {
  readonly order_id: string | null
  readonly recorded: RecordedCaptures
}

/** The order's books: one transaction per capture, as core's capture leaves them. */
export const bookCaptureTransactionsStep = createStep(
  "payment-notification-book-capture-transactions",
  async ({ order_id, recorded: { captures, currency_code } }: BookCapturesInput, { container }) => {
    const entries = order_id
      ? captures.map(({ id, amount }) => ({ order_id, currency_code, reference: "capture", reference_id: id, amount }))
      : []
    return new StepResponse(await bookTransactions(container, entries))
  },
)
