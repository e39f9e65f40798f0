import type { MedusaContainer } from "@medusajs/framework/types"
import type { Receipt } from "./receipt"
import { paymentNotificationService } from "../../ground/module"
import { failOver } from "../send/fail-over"

/**
 * Writes a channel's report about a message. An undelivered message is dead, and goes out on the next channel where there is one.
 * A receipt for a message that we do not know, or a second receipt, changes nothing.
 */
export async function takeReceipt(container: MedusaContainer, receipt: Receipt): Promise<void> {
  const { notifications, outbox } = paymentNotificationService(container)
  const message = await notifications.findByReceipt(receipt)
  if (!message) return
  if (receipt.state === "delivered") return notifications.markDelivered(message.id)
  await failOver(container, await outbox.bounce(message.id, receipt))
}
