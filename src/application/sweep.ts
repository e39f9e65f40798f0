import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../services/domain/describe-error"
import { OVERDUE_SECONDS, SWEEP_BATCH } from "../services/queue/times"
import { finishAttention } from "./attention/decide/finish-attention"
import { remindOfDisputes } from "./notifications/plan/remind-of-disputes"
import { runDueAfterPayment } from "./after-payment/run-due"
import { paymentNotificationService } from "./ground/module"
import { failOverDue } from "./notifications/send/fail-over"
import { drainNotifications } from "./notifications/send/drain-notifications"
import { notifyPaymentWorkflow } from "./notifications/plan/notify-payment"
import { announceTransition } from "./ground/announce-transition"
import { drainInbox } from "./processing/drain-inbox"

/**
 * Finds work that hints did not reach: due events, transitions that a crash left unannounced, unplanned or without their
 * after-payment workflow, dead messages without a failover, messages to try again.
 */
export async function sweep(container: MedusaContainer): Promise<void> {
  drainInbox(container)
  await finishTransitions(container)
  runDueAfterPayment(container)
  await finishAttention(container)
  await remindOfDisputes(container)
  await failOverDue(container)
  drainNotifications(container)
}

async function finishTransitions(container: MedusaContainer): Promise<void> {
  const { payments } = paymentNotificationService(container)
  for (const transition of await payments.unfinishedTransitions(OVERDUE_SECONDS, SWEEP_BATCH)) {
    const { id, payment_record_id, announced_at, notified_at } = transition
    try {
      const record = await payments.findRecord(payment_record_id)
      if (record && !announced_at) await announceTransition(container, { record, transition })
      if (!notified_at) await notifyPaymentWorkflow(container).run({ input: { transition_id: id } })
    } catch (error) {
      // The next sweep tries again; the transitions behind this one must not wait for it.
      container.resolve(ContainerRegistrationKeys.LOGGER).warn(`payment transition ${id}: ${describeError(error).message}`)
    }
  }
}
