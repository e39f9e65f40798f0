import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { addToGroupStep } from "./add-to-group"
import type { AfterPaymentInput } from "./after-payment-input"
import { noteHook } from "../../services/after-payment-facts"

type AfterPaymentStep = (input: AfterPaymentInput) => unknown

/**
 * The after-payment workflow of one fact: the plugin's steps for it, then the store's hook. The steps undo nothing when the hook
 * fails. Their work is right in any case, and a second run finds it done.
 */
export const afterPaymentWorkflow = <Hook extends string>(fact: string, hook: Hook, steps: readonly AfterPaymentStep[] = []) => {
  const workflow = createWorkflow(
    `payment-notification-after-payment-${fact.replace(".", "-").replaceAll("_", "-")}`,
    (input: AfterPaymentInput) => {
      for (const step of [...steps, addToGroupStep]) step(input)
      return new WorkflowResponse(input, { hooks: [createHook(hook, input)] })
    },
  )
  // Medusa does not expose whether a hook has a handler.
  const hooks = workflow.hooks as unknown as Record<string, (...handlers: unknown[]) => unknown>
  const register = hooks[hook]!
  hooks[hook] = (...handlers) => {
    noteHook(fact)
    return register(...handlers)
  }
  return workflow
}
