import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { PaymentNotification, PaymentNotificationAttempt } from "../../../../../services/store/entities"
import { paymentNotificationService } from "../../../../../application/ground/module"

/** A message with every attempt to send it. */
export interface PresentedNotification extends Omit<PaymentNotification, "lease_token"> {
  readonly attempts_made: readonly PaymentNotificationAttempt[]
  /** A person may have it sent again now. */
  readonly may_be_resent: boolean
}

/** The message as shown to a person, or Medusa's 404. */
export async function presentNotification(container: MedusaContainer, id: string): Promise<PresentedNotification> {
  const { notifications, outbox } = paymentNotificationService(container)
  const message = await notifications.find(id)
  if (!message) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Notification with id: ${id} was not found`)
  const { lease_token: _lease, ...shown } = message
  return { ...shown, attempts_made: await notifications.attemptsOf(id), may_be_resent: outbox.allowsResend(message) }
}
