import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { recordTransactions, type OrderEntry } from "../rows/order-transactions"
import type { RecordedCaptures } from "./record-capture"

export interface RecordCapturesInput {
  readonly order_id: string | null
  readonly recorded: RecordedCaptures
}

/** Adds the order's transactions: one per capture, as core's capture writes them. */
export const recordCaptureTransactionsStep = createStep(
  "payment-notification-record-capture-transactions",
  async (input: RecordCapturesInput, { container }) => new StepResponse(await recordCaptureTransactions(container, input)),
)

export const recordCaptureTransactions = (
  container: MedusaContainer,
  { order_id, recorded: { captures, currency_code } }: RecordCapturesInput,
): Promise<OrderEntry[]> => {
  const entries = order_id
    ? captures.map(({ id, amount }) => ({ order_id, currency_code, reference: "capture", reference_id: id, amount }))
    : []
  return recordTransactions(container, entries)
}
