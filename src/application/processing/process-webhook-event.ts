import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { WebhookEventState } from "../../services/store/entities"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"
import { closeReview } from "../attention/close/close-review"
import { paymentNotificationService } from "../ground/module"
import { endCrashed } from "./end-crashed"
import { evaluateEvent } from "./evaluate-event"
import { isOvertaken } from "./is-overtaken"
import { labelOf } from "./label"
import type { Outcome } from "./outcome"

/** A processed event, as spans and logs name it. */
export interface Processed {
  readonly outcome: WebhookEventState
  /** The dotted fact that it reported, as far as it was read. */
  readonly fact?: string
}

/**
 * Processes one claimed event, from its bytes to its verdict. A fault is written on the row as well. This throws only where the
 * row or its attention item cannot be written, and the event comes up again when its lease lapses.
 */
export async function processWebhookEvent(container: MedusaContainer, event: ClaimedEvent): Promise<Processed> {
  const { inbox } = paymentNotificationService(container)
  reportTakeOver(container, event)
  const outcome = (await endCrashed(container, event)) ?? (await evaluateEvent(container, event))
  // A worker that has lost its lease leaves the rest to the one that has taken the event over: the row still says why it waited.
  if (await inbox.complete(event, outcome.verdict)) {
    await closeReviewOf(container, outcome)
    if (await isOvertaken(container, event, outcome)) await inbox.requeue(event.id)
  }
  const { state, fact } = outcome.verdict
  return { outcome: state, ...(fact && { fact }) }
}

function reportTakeOver(container: MedusaContainer, event: ClaimedEvent): void {
  if (!event.reclaimed) return
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  logger.info(`${labelOf(event)} is taken over from a worker that died or lost its lease`)
}

/** Closes the item that the event is quarantined under, once the event is done. One that is tried again is not done. */
async function closeReviewOf(container: MedusaContainer, { review, verdict: { state } }: Outcome): Promise<void> {
  if (review && (state === "processed" || state === "ignored")) await closeReview(container, review)
}
