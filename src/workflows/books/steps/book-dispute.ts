import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { bookTransactions } from "../order-books"
import { sumMinor } from "../stored-amount"
import type { BookDisputeInput } from "../book-dispute"

/** Adds the entry that the outcome asks for, if it is not there. What is won back is what was booked as lost. */
export const bookDisputeStep = createStep(
  "payment-notification-book-dispute",
  async ({ order_id, dispute_id, amount, currency_code, outcome }: BookDisputeInput, { container }) => {
    const entry = { order_id, currency_code, reference_id: dispute_id }
    if (outcome === "lost") {
      return new StepResponse(await bookTransactions(container, [{ ...entry, reference: "dispute", amount: `-${amount}` }]))
    }
    const lost = await container
      .resolve(Modules.ORDER)
      .listOrderTransactions({ order_id, reference: "dispute", reference_id: dispute_id })
    const back = lost.map((row) => ({
      ...entry,
      reference: "dispute_reversal",
      amount: (-sumMinor([row], currency_code)).toString(),
    }))
    return new StepResponse(await bookTransactions(container, back.slice(0, 1)))
  },
)
