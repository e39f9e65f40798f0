import { container, type SubscriberArgs, type SubscriberConfig } from "@medusajs/framework"
import { WEBHOOK_EVENT_RECEIVED } from "../application/ground/events"
import { drainInbox } from "../application/processing/drain-inbox"
import { drainReplays } from "../application/processing/drain-replays"
import { requireCompletionWorkflow } from "../medusa/completion-workflow"

// Medusa reads this file in every mode, after all workflows; what a module throws when the application starts, it swallows.
requireCompletionWorkflow(container)

/** Wakes this process's worker. The hint carries no event: those that are due are in the inbox. */
export default async function wakeOnWebhookEvent({
  event,
  container,
}: SubscriberArgs<{ replays?: boolean } | undefined>): Promise<void> {
  drainInbox(container)
  if (event.data?.replays) drainReplays(container)
}

export const config: SubscriberConfig = {
  event: WEBHOOK_EVENT_RECEIVED,
  context: { subscriberId: "payment-notification-wake" },
}
