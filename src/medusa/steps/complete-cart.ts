import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CartCompletionError, UnmatchedPaymentError } from "../../services/domain/errors"
import { completionWorkflow, ownCompletionWorkflow } from "../completion-workflow"
import { tieCollection } from "../rows/tie-collection"

export interface CompleteCartInput {
  readonly cart_id: string
  /** The payment collection that no order is known of; null where one is. */
  readonly collection_id: string | null
}

/**
 * Makes the order, or finds the one that the shopper's browser made meanwhile: core's workflow locks the cart and answers every
 * call with the same order; a store's own wraps it. Run through the engine, as core's own webhook path does: as a sub-workflow it
 * would wait for its own lock. It compensates itself, so there is nothing to undo here.
 */
export const completeCartStep = createStep(
  "payment-notification-complete-cart",
  async ({ cart_id, collection_id }: CompleteCartInput, { container }) => {
    const engine = container.resolve(Modules.WORKFLOW_ENGINE)
    const { errors, result, transaction } = await engine.run(completionWorkflow(container), {
      input: { id: cart_id },
      throwOnError: false,
    })
    const failure = errors?.[0]?.error
    if (failure) throw failure
    if (!(transaction as { hasFinished(): boolean }).hasFinished()) throw beingCompleted(cart_id)
    const id = (result as { id?: unknown } | null | undefined)?.id
    const orderId = ownCompletionWorkflow(container) ? await requireOrder(container, id) : id
    if (typeof orderId !== "string" || !orderId) throw beingCompleted(cart_id)
    if (collection_id) await tieCollection(container, orderId, collection_id)
    return new StepResponse({ id: orderId })
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
