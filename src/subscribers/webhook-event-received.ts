import { container, type SubscriberArgs, type SubscriberConfig } from "@medusajs/framework"
import { WEBHOOK_EVENT_RECEIVED } from "../application/ground/events"
import { drainInbox } from "../application/processing/drain-inbox"
import { requireCompletionWorkflow } from "../medusa/completion-workflow"

// Medusa reads this file in every mode, after all workflows; what a module throws when the application starts, it swallows.
requireCompletionWorkflow(container)

/** Wakes this process's worker. The hint carries nothing: the due events are in the inbox. */
export default async function wakeOnWebhookEvent({ container }: SubscriberArgs<object>): Promise<void> {
  drainInbox(container)
}

export const config: SubscriberConfig = {
  event: WEBHOOK_EVENT_RECEIVED,
  context: { subscriberId: "payment-notification-wake" },
}
