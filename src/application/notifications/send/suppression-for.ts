import type { MedusaContainer } from "@medusajs/framework/types"
import { customerNoticeOf } from "../../../services/notifications/catalogue"
import { permissionsFor } from "../../../services/notifications/permission"
import type { ClaimedNotification } from "../../../services/store/notification-repository"
import { deadlineOvertaken } from "../../disputes/deadline-overtaken"
import { DISPUTE_DEADLINE } from "../../disputes/reminder"
import { paymentNotificationService } from "../../ground/module"

/** The reason not to send a message that is due: for good, or for a while. */
export type Suppression = { readonly suppressed: string } | { readonly postponed: number }

/**
 * Changes since a message was planned that suppress it; undefined for one that is still right. A message that a person asked for
 * is always right.
 */
export async function suppressionFor(container: MedusaContainer, message: ClaimedNotification): Promise<Suppression | undefined> {
  if (message.resent_by) return undefined
  const overtaken = await overtakenBy(container, message)
  return overtaken ? { suppressed: overtaken } : preferred(container, message)
}

async function overtakenBy(container: MedusaContainer, message: ClaimedNotification): Promise<string | undefined> {
  const { audience, fact, payment_record_id, payment_attention_id, data } = message
  const { attention, payments } = paymentNotificationService(container)
  if (fact === DISPUTE_DEADLINE) return deadlineOvertaken(container, data)
  if (audience !== "customer") return undefined
  if (payment_attention_id) {
    const item = await attention.find(payment_attention_id)
    return item?.state === "resolved" ? "overtaken_by_decision" : undefined
  }
  const states = customerNoticeOf(fact)?.overtakenBy
  if (!states?.length || !payment_record_id) return undefined
  const record = await payments.findRecord(payment_record_id)
  if (record && states.includes(record.state)) return `overtaken_by_${record.state}`
  // Nor is "your payment failed" true any more once the cart was paid in another way.
  const paid = record?.cart_id ? await payments.findPaidByCart(record.cart_id) : null
  return paid && states.includes(paid.state) ? `overtaken_by_${paid.state}` : undefined
}

/**
 * Messages that are not essential follow the customer's present preferences, and their quiet hours however late the message is
 * retried.
 */
async function preferred(
  container: MedusaContainer,
  { essential, customer_id, fact, channel }: ClaimedNotification,
): Promise<Suppression | undefined> {
  const notice = customerNoticeOf(fact)
  if (essential || !customer_id || !notice) return undefined
  const service = paymentNotificationService(container)
  const preference = await service.notificationPreferences.find(customer_id)
  const [permission] = permissionsFor(notice, { registered: true, preference }, [channel], service.now())
  if (permission?.suppressed) return { suppressed: permission.suppressed }
  return permission?.delaySeconds ? { postponed: permission.delaySeconds } : undefined
}
