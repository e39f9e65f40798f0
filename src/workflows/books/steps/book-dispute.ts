import { MathBN, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { roundToMinor, toMajor } from "../../../services/domain/money"

export interface BookDisputeInput {
  readonly order_id: string
  /** The provider's id of the dispute. */
  readonly dispute_id: string
  /** Integer minor units. */
  readonly amount: string
  readonly currency_code: string
  readonly outcome: "lost" | "won"
}

const TAKEN = "dispute"
const GIVEN_BACK = "dispute_reversal"

/**
 * Brings the order's transactions about a dispute to what its outcome asks for, by adding the difference. Counting what is there
 * instead of adding what was reported is what makes a second loss after a win, another amount and a run that was cut off come out
 * right. Not compensated: the money has moved, whatever fails after this.
 */
export const bookDisputeStep = createStep(
  "payment-notification-book-dispute-transactions",
  async ({ order_id, dispute_id, amount, currency_code, outcome }: BookDisputeInput, { container }) => {
    const orders = container.resolve(Modules.ORDER)
    const rows = await orders.listOrderTransactions({ order_id, reference: [TAKEN, GIVEN_BACK] })
    const booked = rows.filter(({ reference_id: id }) => id === dispute_id || id?.startsWith(`${dispute_id}#`))
    const sum = booked.reduce(
      (total, { amount, raw_amount }) => MathBN.add(total, (raw_amount ?? amount) as never),
      MathBN.convert(0),
    )
    const missing = (outcome === "lost" ? -BigInt(amount) : 0n) - roundToMinor(sum.toFixed(), currency_code)
    if (missing === 0n) return new StepResponse(void 0)
    await orders.addOrderTransactions({
      order_id,
      currency_code,
      amount: toMajor(missing, currency_code) as never,
      reference: missing < 0n ? TAKEN : GIVEN_BACK,
      reference_id: booked.length ? `${dispute_id}#${booked.length + 1}` : dispute_id,
    })
    return new StepResponse(void 0)
  },
)
