import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { RecordedTransition } from "../../services/store/payment-changes"
import { domainEvent, type PaymentEventData } from "./events"
import { paymentNotificationService } from "./module"

/** A transition as the domain event and the after-payment workflow report it. */
export const eventDataOf = ({ record: payment, transition }: RecordedTransition): PaymentEventData => ({
  id: transition.id,
  payment_record_id: payment.id,
  fact: transition.fact,
  subject: transition.subject,
  subject_id: transition.subject_id,
  state: transition.to_state,
  version: transition.version,
  amount: transition.amount,
  currency_code: transition.currency_code,
  reason_code: transition.reason_code,
  account: payment.account,
  provider: payment.provider,
  payment_session_id: payment.payment_session_id,
  payment_id: payment.payment_id,
  cart_id: payment.cart_id,
  order_id: payment.order_id,
})

/**
 * Puts the fact on Medusa's event bus for its subscribers, then marks the row. This happens at least once: the sweep announces
 * again the rows that a crash left unmarked.
 */
export async function announceTransition(container: MedusaContainer, written: RecordedTransition): Promise<void> {
  await emitTransition(container, written)
  await paymentNotificationService(container).payments.markTransition(written.transition.id, "announced_at")
}

/** The same for a caller that marks the row together with others of its own. */
export async function emitTransition(container: MedusaContainer, written: RecordedTransition): Promise<void> {
  // Its deliveries are in its own commit, and wait for no event bus.
  const { deliveryWorker, liveHints } = paymentNotificationService(container)
  deliveryWorker.wake()
  const { id, version, cart_id, order_id } = written.record
  liveHints.send({ cart_id, order_id, payment: { id, version } })
  await container.resolve(Modules.EVENT_BUS).emit({ name: domainEvent(written.transition.fact), data: eventDataOf(written) })
}
