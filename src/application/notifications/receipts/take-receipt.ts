import type { MedusaContainer } from "@medusajs/framework/types"
import type { Receipt } from "./receipt"
import { paymentNotificationService } from "../../ground/module"
import { oneLine } from "../../../services/domain/describe-error"
import { failOver } from "../send/fail-over"

/**
 * Writes a channel's report about a message. An undelivered message is dead, and goes out on the next channel where there is one.
 * A receipt for a message that we do not know, or a second receipt, changes nothing.
 */
export async function takeReceipt(container: MedusaContainer, given: Receipt): Promise<void> {
  const receipt = storable(given)
  const { notifications, outbox } = paymentNotificationService(container)
  const message = await notifications.findByReceipt(receipt)
  if (!message) return
  if (receipt.state === "delivered") return notifications.markDelivered(message.id)
  await failOver(container, await outbox.bounce(message.id, receipt))
}

/** The longest code that any channel documents has 30 characters. */
const LONGEST_CODE = 64

/** An id with a NUL names no row, and cannot even be asked for; the code is shown to people and written into logs. */
const storable = ({ externalId, notificationId, state, code }: Receipt): Receipt => ({
  externalId: possibleId(externalId),
  notificationId: possibleId(notificationId),
  state,
  code: code === null ? null : oneLine(code, LONGEST_CODE),
})

const possibleId = (id: string | null): string | null => (id?.includes("\0") ? null : id)
