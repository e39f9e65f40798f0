import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { erasePersonalData, type ErasePersonalDataInput } from "./erase-personal-data"

export type { ErasePersonalDataInput } from "./erase-personal-data"
export type { ErasureReport } from "./erasure-report"

/** Nothing brings erased data back, so there is no compensation: a step that failed half-way is run again. */
const erasePersonalDataStep = createStep(
  "payment-notification-erase-personal-data",
  async (input: ErasePersonalDataInput, { container }) => new StepResponse(await erasePersonalData(container, input)),
)

/**
 * Erases a person's data from the plugin's rows, and from Medusa's rows of the plugin's messages: addresses become pseudonyms,
 * raw bodies, payloads and messages are emptied, preferences and browsers deleted. Sums, states, ids and decisions stay. Rows that
 * are still worked with are named in `open`: run it again later. A second run finds nothing.
 *
 * @example
 * ```ts
 * import { erasePersonalDataWorkflow } from "medusa-payment-notifications/workflows"
 *
 * const { result } = await erasePersonalDataWorkflow(container).run({
 *   input: { email: "ada@example.com", actor: "user_01" },
 * })
 * // result.erased.payment_notification: how many messages; result.open.payment_webhook_event: ids of events to wait for
 * ```
 */
export const erasePersonalDataWorkflow = createWorkflow(
  "payment-notification-erase-personal-data",
  (input: ErasePersonalDataInput) => new WorkflowResponse(erasePersonalDataStep(input)),
)
