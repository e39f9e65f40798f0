import type { MedusaContainer } from "@medusajs/framework/types"
import { InvalidStateError } from "../../../services/domain/errors"
import { notTaken } from "../decide/not-taken"
import { describeError } from "../../../services/domain/describe-error"
import type { PaymentAttention, PaymentAttentionDecision } from "../../../services/store/entities"
import type { RecordedTransition } from "../../../services/store/payment-changes"
import { paymentNotificationService } from "../../ground/module"
import { announceTransition } from "../../ground/announce-transition"
import { runExclusively } from "../../ground/run-exclusively"
import { closeAttention } from "../close/close-attention"
import { findEvent } from "../find-event"
import { findItem } from "../find-item"
import { refundOrVoid } from "./refund-or-void"
import { requeueBeside } from "../close/requeue-beside"

type Decision = Pick<PaymentAttentionDecision, "action" | "actor" | "note">

/**
 * Carries out the decision to refund quarantined money. The decision is on record before anything is done, and the payment's lock
 * is held until the decision is carried out. A worker that finds a decision begun and gets the lock therefore knows that its
 * process has died.
 */
export async function refundReviewed(
  container: MedusaContainer,
  item: PaymentAttention,
  decision: Decision,
  seenAt?: Date,
): Promise<void> {
  const { attention } = paymentNotificationService(container)
  const written = await locked(container, item, async (work) => {
    if (!(await attention.begin(item.id, decision, seenAt))) throw await notTaken(container, item.id)
    return work(decision, false)
  })
  await finish(container, item, decision, written)
}

/** A decision to refund that a crash cut off: closed if the refund is known to have been made, else put up for review again. */
export async function resumeRefund(container: MedusaContainer, item: PaymentAttention, decision: Decision): Promise<void> {
  const { attention } = paymentNotificationService(container)
  const written = await locked(container, item, async (work) =>
    (await attention.find(item.id))?.state === "deciding" ? work(decision, true) : [],
  )
  if ((await attention.find(item.id))?.state === "deciding") await finish(container, item, decision, written)
}

type Work = (decision: Decision, confirmOnly: boolean) => Promise<RecordedTransition[]>

/**
 * Runs under the payment's lock. A refund that fails opens the item again, and the error is thrown once the lock is free. The
 * item is read under the lock: more of its payment may have been reported while we waited.
 */
async function locked(
  container: MedusaContainer,
  item: PaymentAttention,
  run: (work: Work) => Promise<RecordedTransition[]>,
): Promise<RecordedTransition[]> {
  const { attention } = paymentNotificationService(container)
  let failure: unknown
  const written = await runExclusively(container, item.payment_session_id ?? item.id, (payments) =>
    run(async (decision, confirmOnly) => {
      try {
        const taken = await findItem(container, item.id)
        return await refundOrVoid(container, payments, {
          item: taken,
          event: await findEvent(container, taken),
          decision,
          confirmOnly,
        })
      } catch (error) {
        failure = error
        await attention.reopen(item.id, decision, describeError(error).message)
        // The item passes to a capture that came while its authorization was being voided.
        const { data } = await findItem(container, item.id)
        if (data.fact === "payment.authorized") await requeueBeside(container, item.id)
        return []
      }
    }),
  )
  if (failure) throw new InvalidStateError(`not refunded: ${describeError(failure).message}`, { cause: failure })
  return written
}

async function finish(
  container: MedusaContainer,
  item: PaymentAttention,
  decision: Decision,
  transitions: readonly RecordedTransition[],
): Promise<void> {
  for (const written of transitions) await announceTransition(container, written)
  await closeAttention(container, item, "refunded", decision)
}
