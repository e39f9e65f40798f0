import { createWorkflow, transform, when } from "@medusajs/framework/workflows-sdk"
import { isDecided } from "../services/domain/disputes"
import type { DisputeState } from "../services/domain/facts"
import { recordDisputeStep } from "./steps/record-dispute"
import { flagOrderStep } from "./steps/flag-order"

export interface SyncDisputeInput {
  readonly order_id: string
  /** The provider's id of the dispute. */
  readonly dispute_id: string
  readonly state: DisputeState
  /** Integer minor units. */
  readonly amount: string
  /** The part of it that is lost by the dispute itself and by no refund, in integer minor units. */
  readonly loss: string
  readonly currency_code: string
  readonly reason_code: string | null
  /** The deadline for an answer, in ISO 8601. */
  readonly evidence_due_by: string | null
}

/**
 * Shows a dispute on its order: a flag as a warning before it is shipped, and a transaction once the money is lost. Lost money is
 * not refunded: Medusa's payment stays captured, and the provider is not called.
 */
export const syncDisputeWorkflow = createWorkflow("payment-notification-sync-dispute", (input: SyncDisputeInput) => {
  // Also for a win or a close: a loss that was revised is reversed, and so is one that an interrupted run recorded in the order but not in
  // our own rows.
  when("decided", input, ({ state }) => isDecided(state)).then(() => {
    recordDisputeStep(
      transform(input, ({ order_id, dispute_id, currency_code, loss }) => ({
        ...{ order_id, dispute_id, currency_code, amount: loss },
        outcome: loss === "0" ? ("won" as const) : ("lost" as const),
      })),
    )
  })
  flagOrderStep(transform(input, ({ order_id, ...dispute }) => ({ order_id, ...flagOf(dispute) })))
})

/** The flag for a person who opens the order; a dispute that was won or closed needs none any more. */
const flagOf = ({ dispute_id, loss: _loss, ...dispute }: Omit<SyncDisputeInput, "order_id">) => ({
  flag: `dispute_${dispute_id}`,
  value: dispute.state === "won" || dispute.state === "closed" ? null : dispute,
})
