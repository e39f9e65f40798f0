import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../services/inbox/describe-error"
import { failedAttempt } from "../../services/inbox/failed-attempt"
import type { PaymentTransition } from "../../services/store/entities"
import { raiseAttention } from "../attention/raise-attention"
import { inTime } from "../in-time"
import { paymentNotificationService } from "../module"
import { followUp } from "./follow-up"

/** Moves followed up at once by this process: a hook that is slow holds up one lane, not the others. */
const LANES = 3

/** Orders first: a follow-up waits for the worker to have nothing to do, but for no longer than this. */
const PATIENCE_MS = 1_000

/** After this a follow-up counts as failed, in its process or in one that died, and is run again. */
const LEASE_SECONDS = 120

let lanes = 0

/**
 * Works on the moves that are due to be followed up until none are left. Returns at once: neither the event bus nor the sweep may
 * wait for a store's hook. The rows are the jobs, so that a hint that comes while all lanes are busy may be dropped.
 */
export function followUpDue(container: MedusaContainer): void {
  if (lanes >= LANES) return
  lanes++
  void work(container)
    .catch((error: unknown) => warn(container, `follow-ups wait for the next sweep: ${describeError(error).message}`))
    .finally(() => lanes--)
}

async function work(container: MedusaContainer): Promise<void> {
  const service = paymentNotificationService(container)
  await service.whenIdle(PATIENCE_MS)
  let transition: PaymentTransition | undefined
  while ((transition = await service.followUps.claim(LEASE_SECONDS))) await attempt(container, transition)
}

async function attempt(container: MedusaContainer, transition: PaymentTransition): Promise<void> {
  try {
    await inTime(followUp(container, transition), LEASE_SECONDS * 1000)
    await paymentNotificationService(container).followUps.complete(transition.id)
  } catch (error) {
    await putOff(container, transition, error)
  }
}

/** A follow-up that failed is run again, or put before a person once its span is over: nobody watches a log for ever. */
async function putOff(container: MedusaContainer, transition: PaymentTransition, error: unknown): Promise<void> {
  const { options, followUps, payments } = paymentNotificationService(container)
  const { id, fact, created_at, follow_up_due_at, follow_up_attempts: attempts } = transition
  const updated_at = new Date(follow_up_due_at!.getTime() - LEASE_SECONDS * 1000)
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
    account: record?.account ?? null,
    payment_record_id: transition.payment_record_id,
    payment_session_id: record?.payment_session_id ?? null,
    cart_id: record?.cart_id ?? null,
    order_id: record?.order_id ?? null,
  })
  await followUps.giveUp(id)
}

const warn = (container: MedusaContainer, message: string): void =>
  container.resolve(ContainerRegistrationKeys.LOGGER).warn(message)
