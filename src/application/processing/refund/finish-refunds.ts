import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { finishRefundsWorkflow } from "../../../medusa/finish-refunds"
import { describeError } from "../../../services/domain/describe-error"
import { CORE_REFUND_SECONDS, OPEN_CHANGE_SECONDS, SWEEP_BATCH } from "../../../services/queue/times"
import type { PaymentRecord } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { runExclusively } from "../../ground/run-exclusively"

/**
 * Finishes the order's record of refunds that core carried out and could not record (an edit of the order was open, two refunds came at
 * once, its process died), and makes credit lines that an open order change held back. Each refund that a provider reports has its
 * payment looked at once, when core has had its time.
 */
export async function finishRefunds(container: MedusaContainer): Promise<void> {
  const { payments } = paymentNotificationService(container)
  for (const record of await payments.findRefundsDue(SWEEP_BATCH)) {
    try {
      await finishOne(container, record)
    } catch (error) {
      // The payments behind this one must not wait for it.
      container.resolve(ContainerRegistrationKeys.LOGGER).warn(`refunds of payment ${record.id}: ${describeError(error).message}`)
      await payments.postponeRefunds(record.id, CORE_REFUND_SECONDS)
    }
  }
}

function finishOne(container: MedusaContainer, { payment_session_id, refunds_due_at }: PaymentRecord): Promise<void> {
  return runExclusively(container, payment_session_id, async (payments) => {
    const record = await payments.findBySession(payment_session_id)
    // A report that came meanwhile gives core its time again.
    if (!record || record.refunds_due_at?.getTime() !== refunds_due_at?.getTime()) return
    await payments.dueRefunds(record.id, (await isComplete(container, record)) ? null : OPEN_CHANGE_SECONDS)
  })
}

async function isComplete(container: MedusaContainer, record: PaymentRecord): Promise<boolean> {
  const { payment_id, order_id, currency_code, captured_amount, refunded_amount } = record
  if (!payment_id || !order_id) return true
  const { result } = await finishRefundsWorkflow(container).run({
    input: { payment_id, order_id, currency_code, captured_total: captured_amount, refunded_total: refunded_amount },
  })
  return result.is_complete
}
