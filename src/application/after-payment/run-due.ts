import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../services/domain/describe-error"
import { failedAttempt } from "../../services/queue/failed-attempt"
import { AFTER_PAYMENT_LEASE_SECONDS } from "../../services/queue/times"
import type { PaymentTransition } from "../../services/store/entities"
import { aboutPayment } from "../attention/raise/about-payment"
import { raiseAttention } from "../attention/raise/raise-attention"
import { withTimeout } from "../ground/in-time"
import { paymentNotificationService } from "../ground/module"
import { runAfterPayment } from "./run-after-payment"

/**
 * Runs the after-payment workflows that are due until none are left. Returns at once: neither the event bus nor the sweep may
 * wait for a store's hook.
 */
export function runDueAfterPayment(container: MedusaContainer): void {
  paymentNotificationService(container).afterPaymentWorker.wake({
    runAfterPayment: (transition) => attempt(container, transition),
    onFault: (error) => warn(container, `after-payment workflows wait for the next sweep: ${describeError(error).message}`),
  })
}

async function attempt(container: MedusaContainer, transition: PaymentTransition): Promise<void> {
  try {
    await withTimeout(runAfterPayment(container, transition), AFTER_PAYMENT_LEASE_SECONDS * 1000)
    await paymentNotificationService(container).afterPayments.complete(transition.id)
  } catch (error) {
    await putOff(container, transition, error)
  }
}

/** Runs a failed after-payment workflow again, or puts it up for review once its span is over: nobody watches a log for ever. */
async function putOff(container: MedusaContainer, transition: PaymentTransition, error: unknown): Promise<void> {
  const { options, afterPayments, payments } = paymentNotificationService(container)
  const { id, fact, created_at, after_payment_due_at, after_payment_attempts: attempts } = transition
  const updated_at = new Date(after_payment_due_at!.getTime() - AFTER_PAYMENT_LEASE_SECONDS * 1000)
  const give_up_at = new Date(created_at.getTime() + options.afterPayment.giveUpAfterSeconds * 1000)
  const { state, lastError, retryInSeconds } = failedAttempt({ attempts, updated_at, give_up_at }, error, options.afterPayment)
  if (state === "failed") {
    warn(container, `the after-payment workflow of ${fact} ${id} will be run again: ${lastError}`)
    return afterPayments.putOff(id, retryInSeconds)
  }
  warn(container, `the after-payment workflow of ${fact} ${id} is given up: ${lastError}`)
  const record = await payments.findRecord(transition.payment_record_id)
  await raiseAttention(container, {
    kind: "after_payment_failed",
    subject_key: id,
    detail: `What follows ${fact} failed ${attempts} times and was given up: ${lastError}`,
    payment_record_id: transition.payment_record_id,
    ...(record && aboutPayment(record)),
  })
  await afterPayments.giveUp(id)
}

const warn = (container: MedusaContainer, message: string): void =>
  container.resolve(ContainerRegistrationKeys.LOGGER).warn(message)
