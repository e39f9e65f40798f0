import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../services/inbox/describe-error"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"
import { paymentNotificationService } from "../module"
import { processWebhookEvent } from "./process-webhook-event"

/** What this process is working on. One per process: waking it twice makes it look again, not work twice. */
const draining = { active: 0, claiming: false, lookAgain: false }

/**
 * Works on due events until none are left, at most `processing.concurrency` at once in this process. Called by the wake-up
 * event and by the sweep; returns at once, the work goes on behind it.
 */
export function drainInbox(container: MedusaContainer): void {
  if (draining.claiming) {
    draining.lookAgain = true
    return
  }
  draining.claiming = true
  void claimAndStart(container).finally(() => {
    draining.claiming = false
    if (draining.lookAgain) {
      draining.lookAgain = false
      drainInbox(container)
    }
  })
}

async function claimAndStart(container: MedusaContainer): Promise<void> {
  const { inbox, options } = paymentNotificationService(container)
  const free = options.processing.concurrency - draining.active
  if (free <= 0) return
  try {
    const events = await inbox.claim(free)
    for (const event of events) void work(container, event)
  } catch (error) {
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`the inbox cannot be read; the sweep tries again: ${describeError(error).message}`)
  }
}

async function work(container: MedusaContainer, event: ClaimedEvent): Promise<void> {
  const { inbox, options } = paymentNotificationService(container)
  draining.active++
  const heartbeat = setInterval(() => void inbox.keep(event).catch(() => undefined), (options.processing.leaseSeconds * 1000) / 3)
  try {
    await processWebhookEvent(container, event)
  } catch (error) {
    // The verdict could not be written: the lease lapses and another attempt is made.
    container.resolve(ContainerRegistrationKeys.LOGGER).error(`webhook event ${event.id}: ${describeError(error).message}`)
  } finally {
    clearInterval(heartbeat)
    draining.active--
    drainInbox(container)
  }
}
