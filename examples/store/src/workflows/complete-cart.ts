import { acquireLockStep, completeCartWorkflow, releaseLockStep } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

export const OWN_COMPLETION = "example-complete-cart"

/** The same for a second call: a webhook and the shopper's browser may both complete a cart. */
const noteChannelStep = createStep("example-note-channel", async ({ id }: { id: string }, { container }) => {
  await container.resolve(Modules.ORDER).updateOrders(id, { metadata: { completed_by: OWN_COMPLETION } })
  return new StepResponse(void 0)
})

/** This store's own way to complete a cart, for the option `orders.completeCartWorkflow`: core's, and a note on the order. */
export const exampleCompleteCartWorkflow = createWorkflow(OWN_COMPLETION, (input: { id: string }) => {
  acquireLockStep({ key: input.id, timeout: 30, ttl: 120 })
  const order = completeCartWorkflow.runAsStep({ input: { id: input.id } })
  noteChannelStep({ id: order.id })
  releaseLockStep({ key: input.id })
  return new WorkflowResponse({ id: order.id })
})
