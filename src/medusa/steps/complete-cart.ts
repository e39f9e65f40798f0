import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { UnmatchedPaymentError } from "../../services/domain/errors"

/**
 * Makes the order, or finds the one that the shopper's browser made meanwhile: core's workflow locks the cart and answers every
 * call with the same order. Run through the engine, as core's own webhook path does: as a sub-workflow it would wait for its own
 * lock. It compensates itself, so there is nothing to undo here.
 */
export const completeCartStep = createStep(
  "payment-notification-complete-cart",
  async ({ cart_id }: { readonly cart_id: string }, { container }) => {
    const engine = container.resolve(Modules.WORKFLOW_ENGINE)
    const { errors, result, transaction } = await engine.run(completeCartWorkflowId, {
      input: { id: cart_id },
      throwOnError: false,
    })
    const failure = errors?.[0]?.error
    if (failure) throw failure
    const order = result as { id?: string } | undefined
    if (!order?.id || !(transaction as { hasFinished(): boolean }).hasFinished()) {
      throw new UnmatchedPaymentError(`cart ${cart_id} is being completed by another request; its order is not there yet`)
    }
    return new StepResponse({ id: order.id })
  },
)
