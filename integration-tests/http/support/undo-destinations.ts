import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, createWorkflow, type StepResponse } from "@medusajs/framework/workflows-sdk"
import type * as Workflows from "../../../src/workflows"

/** The store's own copy: a workflow is defined once in a process. */
const { createDeliveryDestinationWorkflow, deleteDeliveryDestinationWorkflow, updateDeliveryDestinationWorkflow } =
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require("medusa-payment-notifications/workflows") as typeof Workflows

interface Input {
  readonly create: Workflows.DestinationInput
  readonly update: Workflows.UpdateDestinationInput
  readonly remove: Workflows.DeleteDestinationInput
}

const fail = createStep("destinations-fail", async (): Promise<StepResponse<null>> => {
  throw new Error("the last step fails")
})

const failing = createWorkflow("destinations-that-are-undone", (input: Input) => {
  createDeliveryDestinationWorkflow.runAsStep({ input: input.create })
  updateDeliveryDestinationWorkflow.runAsStep({ input: input.update })
  deleteDeliveryDestinationWorkflow.runAsStep({ input: input.remove })
  fail()
})

/** Run in the store: makes, changes and deletes a destination each in a workflow that fails in the end; answers its error. */
export default async function undo({ container, input }: { container: MedusaContainer; input: Input }): Promise<string> {
  const { errors } = await failing(container).run({ input, throwOnError: false })
  return errors.map(({ error }) => (error as Error).message).join()
}
