import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CartCompletionError, UnmatchedPaymentError } from "../../services/domain/errors"
import { completionWorkflow, ownCompletionWorkflow } from "../completion-workflow"

/**
 * Makes the order, or finds the one that the shopper's browser made meanwhile: core's workflow locks the cart and answers every
 * call with the same order; a store's own wraps it. Run through the engine, as core's own webhook path does: as a sub-workflow it
 * would wait for its own lock. It compensates itself, so there is nothing to undo here.
 */
export const completeCartStep = createStep(
  "payment-notification-complete-cart",
  async ({ cart_id }: { readonly cart_id: string }, { container }) => {
    const engine = container.resolve(Modules.WORKFLOW_ENGINE)
    const { errors, result, transaction } = await engine.run(completionWorkflow(container), {
      input: { id: cart_id },
      throwOnError: false,
    })
    const failure = errors?.[0]?.error
    if (failure) throw failure
    if (!(transaction as { hasFinished(): boolean }).hasFinished()) throw beingCompleted(cart_id)
    const id = (result as { id?: unknown } | null | undefined)?.id
    if (ownCompletionWorkflow(container)) return new StepResponse({ id: await requireOrder(container, id) })
    if (typeof id !== "string" || !id) throw beingCompleted(cart_id)
    return new StepResponse({ id })
  },
)

const beingCompleted = (cartId: string): UnmatchedPaymentError =>
  new UnmatchedPaymentError(`cart ${cartId} is being completed by another request; its order is not there yet`)

/** The answer of a store's own workflow, which core's types do not hold to anything. */
async function requireOrder(container: MedusaContainer, id: unknown): Promise<string> {
  const name = ownCompletionWorkflow(container)
  if (typeof id !== "string" || !id) {
    throw new CartCompletionError(`workflow "${name}" (orders.completeCartWorkflow) answers no order's id: it must answer { id }`)
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: ["id"], filters: { id } })
  if (!data.length) {
    throw new CartCompletionError(`workflow "${name}" (orders.completeCartWorkflow) answers "${id}", which is no order's id`)
  }
  return id
}
