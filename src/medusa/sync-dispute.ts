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
  readonly currency_code: string
  readonly reason_code: string | null
  /** Until when it can be answered, in ISO 8601. */
  readonly evidence_due_by: string | null
}

/**
 * What a dispute does to its order: a flag for whoever is about to ship it, and a transaction once the money is lost. The money
 * that is lost is not refunded: Medusa's payment stays captured, and the provider is not called.
 */
export const syncDisputeWorkflow = createWorkflow("payment-notification-sync-dispute", (input: SyncDisputeInput) => {
  // Won, too: a loss that was revised, or that a run which was cut off has booked and never written down, is taken back.
  when("decided", input, ({ state }) => isDecided(state)).then(() => {
    recordDisputeStep(
      transform(input, ({ order_id, dispute_id, amount, currency_code, state }) => ({
        ...{ order_id, dispute_id, amount, currency_code },
        outcome: state as "lost" | "won",
      })),
    )
  })
  flagOrderStep(transform(input, ({ order_id, ...dispute }) => ({ order_id, ...flagOf(dispute) })))
})

/** What whoever opens the order reads; a dispute that was won is nobody's concern any more. */
const flagOf = ({ dispute_id, ...dispute }: Omit<SyncDisputeInput, "order_id">) => ({
  flag: `dispute_${dispute_id}`,
  value: dispute.state === "won" ? null : dispute,
})
