import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../services/domain/describe-error"
import { OVERDUE_SECONDS, SWEEP_BATCH } from "../services/queue/times"
import { finishAttention } from "./attention/decide/finish-attention"
import { remindOfDisputes } from "./notifications/plan/remind-of-disputes"
import { runDueAfterPayment } from "./after-payment/run-due"
import { drainDeliveries } from "./deliveries/drain-deliveries"
import { finishDeliveries } from "./deliveries/finish-deliveries"
import { resealDestinations } from "./destinations/reseal-destinations"
import { paymentNotificationService } from "./ground/module"
import { failOverDue } from "./notifications/send/fail-over"
import { drainNotifications } from "./notifications/send/drain-notifications"
import { planNotifications } from "./notifications/plan/plan-notifications"
import { announceTransition } from "./ground/announce-transition"
import { finishRefunds } from "./processing/refund/finish-refunds"
import { drainInbox } from "./processing/drain-inbox"
import { drainReplays } from "./processing/drain-replays"
import { runConsumers } from "./processing/run-consumers"

/**
 * Finds work that hints did not reach: due events, replays, transitions that a crash left unannounced, unplanned or without their
 * after-payment workflow, refunds that core could not record, dead messages without a failover, messages and deliveries to try again.
 * Last, it counts days that are over for reports.
 */
export async function sweep(container: MedusaContainer): Promise<void> {
  drainInbox(container)
  drainReplays(container)
  runConsumers(container)
  await finishTransitions(container)
  runDueAfterPayment(container)
  await finishRefunds(container)
  await finishAttention(container)
  await remindOfDisputes(container)
  await failOverDue(container)
  drainNotifications(container)
  drainDeliveries(container)
  await finishDeliveries(container)
  await resealDestinations(container)
  await countDays(container)
}

/** A report is right without it, and slower. */
async function countDays(container: MedusaContainer): Promise<void> {
  try {
    await paymentNotificationService(container).metricsRollup.step()
  } catch (error) {
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`counting days for reports: ${describeError(error).message}`)
  }
}

async function finishTransitions(container: MedusaContainer): Promise<void> {
  const { payments } = paymentNotificationService(container)
  for (const transition of await payments.unfinishedTransitions(OVERDUE_SECONDS, SWEEP_BATCH)) {
    const { id, payment_record_id, announced_at, notified_at } = transition
    try {
      const record = await payments.findRecord(payment_record_id)
      if (record && !announced_at) await announceTransition(container, { record, transition })
      if (!notified_at) await planNotifications(container, id)
    } catch (error) {
      // The next sweep tries again; the transitions behind this one must not wait for it.
      container.resolve(ContainerRegistrationKeys.LOGGER).warn(`payment transition ${id}: ${describeError(error).message}`)
    }
  }
}
