import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../services/domain/describe-error"
import { failedAttempt } from "../../services/queue/failed-attempt"
import { FOLLOW_UP_LEASE_SECONDS } from "../../services/queue/times"
import type { PaymentTransition } from "../../services/store/entities"
import { aboutPayment } from "../attention/raise/about-payment"
import { raiseAttention } from "../attention/raise/raise-attention"
import { inTime } from "../ground/in-time"
import { paymentNotificationService } from "../ground/module"
import { followUp } from "./follow-up"

/**
 * Works on the moves that are due to be followed up until none are left. Returns at once: neither the event bus nor the sweep may
 * wait for a store's hook.
 */
export function followUpDue(container: MedusaContainer): void {
  paymentNotificationService(container).followUpWorker.wake({
    followUp: (transition) => attempt(container, transition),
    onFault: (error) => warn(container, `follow-ups wait for the next sweep: ${describeError(error).message}`),
  })
}

async function attempt(container: MedusaContainer, transition: PaymentTransition): Promise<void> {
  try {
    await inTime(followUp(container, transition), FOLLOW_UP_LEASE_SECONDS * 1000)
    await paymentNotificationService(container).followUps.complete(transition.id)
  } catch (error) {
    await putOff(container, transition, error)
  }
}

/** A follow-up that failed is run again, or put before a person once its span is over: nobody watches a log for ever. */
async function putOff(container: MedusaContainer, transition: PaymentTransition, error: unknown): Promise<void> {
  const { options, followUps, payments } = paymentNotificationService(container)
  const { id, fact, created_at, follow_up_due_at, follow_up_attempts: attempts } = transition
  const updated_at = new Date(follow_up_due_at!.getTime() - FOLLOW_UP_LEASE_SECONDS * 1000)
  const give_up_at = new Date(created_at.getTime() + options.afterPayment.giveUpAfterSeconds * 1000)
  const { state, lastError, retryInSeconds } = failedAttempt({ attempts, updated_at, give_up_at }, error, options.afterPayment)
  if (state === "failed") {
    warn(container, `the follow-up of ${fact} ${id} will be run again: ${lastError}`)
    return followUps.putOff(id, retryInSeconds)
  }
  warn(container, `the follow-up of ${fact} ${id} is given up: ${lastError}`)
  const record = await payments.findRecord(transition.payment_record_id)
  await raiseAttention(container, {
    kind: "follow_up_failed",
    subject_key: id,
    detail: `What follows ${fact} failed ${attempts} times and was given up: ${lastError}`,
    payment_record_id: transition.payment_record_id,
    ...(record && aboutPayment(record)),
  })
  await followUps.giveUp(id)
}

const warn = (container: MedusaContainer, message: string): void =>
  container.resolve(ContainerRegistrationKeys.LOGGER).warn(message)
