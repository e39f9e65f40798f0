import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { crashed } from "../../services/queue/crashed"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"
import { labelOf } from "./label"
import type { Outcome } from "./outcome"
import { quarantineEvent } from "./quarantine-event"

/**
 * The outcome of an event on which one worker after another has ended, before any of it is read again; undefined for any other
 * event. The item comes before the verdict: nobody looks for a dead event unprompted.
 */
export async function endCrashed(container: MedusaContainer, event: ClaimedEvent): Promise<Outcome | undefined> {
  const verdict = crashed(event)
  if (!verdict) return undefined
  const { lastError: detail } = verdict
  await quarantineEvent(container, { event }, { kind: "dead_event", detail, reason: "dead" })
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  logger.error(`${labelOf(event)} is dead: ${detail}`)
  return { verdict, isFinal: true }
}
