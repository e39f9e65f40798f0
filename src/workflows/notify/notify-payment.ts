import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, createWorkflow, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentNotificationService } from "../module"
import { planNotificationsStep } from "./plan-notifications"
import { sendNotification } from "./send-notification"

const BATCH = 20

/** Sends what is due, of one move or of all; returns how many messages were taken on. */
export async function sendDueNotifications(container: MedusaContainer, transitionId?: string): Promise<number> {
  const messages = await paymentNotificationService(container).ledger.claim(BATCH, transitionId)
  await Promise.all(messages.map((message) => sendNotification(container, message)))
  return messages.length
}

const sendNotificationsStep = createStep(
  "payment-notification-send",
  async ({ transition_id }: { readonly transition_id: string }, { container }) => {
    await sendDueNotifications(container, transition_id)
    return new StepResponse(void 0)
  },
)

/** Tells the customer about a move: the rows first, then their first attempt. What fails is the sweep's to try again. */
export const notifyPaymentWorkflow = createWorkflow("payment-notification-notify-payment", (input: { transition_id: string }) => {
  planNotificationsStep(input)
  sendNotificationsStep(input)
})
