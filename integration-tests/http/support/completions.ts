import { WorkflowManager } from "@medusajs/framework/orchestration"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

/** Workflows that end well and answer no order, by name. */
const ANSWERS: Readonly<Record<string, object>> = {
  "answers-nothing": {},
  "answers-no-order": { id: "order_that_is_not" },
}

/** Run in the store: registers the workflows as a store's own files do, once. */
export default async function register(): Promise<void> {
  for (const [name, answer] of Object.entries(ANSWERS)) {
    if (WorkflowManager.getWorkflow(name)) continue
    const answerStep = createStep(`${name}-step`, async () => new StepResponse(answer))
    createWorkflow(name, () => new WorkflowResponse(answerStep()))
  }
}
