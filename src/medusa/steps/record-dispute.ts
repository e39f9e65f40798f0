import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { recordTransactions, type OrderEntry } from "../rows/order-transactions"
import { sumMinor } from "../rows/stored-amount"

export interface RecordDisputeInput {
  readonly order_id: string
  /** The provider's id of the dispute. */
  readonly dispute_id: string
  /** Minor units, positive. */
  readonly amount: string
  readonly currency_code: string
  readonly outcome: "lost" | "won"
}

const TAKEN = "dispute"
const REVERSED = "dispute_reversal"

/**
 * Brings the order's transactions of a dispute to the sum that its outcome requires, by adding the difference: all of the amount
 * while it is lost, nothing once it is won. The step counts the rows that are there instead of adding the reported amount. So a
 * second loss after a win, another amount and a run that was cut off come out right.
 */
export const recordDisputeStep = createStep(
  "payment-notification-record-dispute",
  async ({ order_id, dispute_id, amount, currency_code, outcome }: RecordDisputeInput, { container }) => {
    const rows = await container.resolve(Modules.ORDER).listOrderTransactions({ order_id, reference: [TAKEN, REVERSED] })
    const recorded = rows.filter(({ reference_id: id }) => id === dispute_id || id?.startsWith(`${dispute_id}#`))
    const missing = (outcome === "lost" ? -BigInt(amount) : 0n) - sumMinor(recorded, currency_code)
    if (missing === 0n) return new StepResponse<OrderEntry[]>([])
    const reference = missing < 0n ? TAKEN : REVERSED
    const earlier = recorded.filter((row) => row.reference === reference).length
    // Core distinguishes transactions by reference and id, so a further one of a dispute has its number in its id.
    const reference_id = earlier ? `${dispute_id}#${earlier + 1}` : dispute_id
    const entry = { order_id, currency_code, reference, reference_id, amount: missing.toString() }
    return new StepResponse(await recordTransactions(container, [entry]))
  },
)
