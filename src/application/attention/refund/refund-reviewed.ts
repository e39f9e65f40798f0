import type { MedusaContainer } from "@medusajs/framework/types"
import { InvalidStateError } from "../../../services/domain/errors"
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
 * Carries out the decision to give held money back. The decision is on record before anything is done, and the payment's lock is held
 * until it is carried out: whoever finds a decision begun and gets the lock knows that its process has died.
 */
export async function refundReviewed(container: MedusaContainer, item: PaymentAttention, decision: Decision): Promise<void> {
  const { attention } = paymentNotificationService(container)
  const written = await locked(container, item, async (work) => {
    if (!(await attention.begin(item.id, decision))) throw new InvalidStateError(`attention item ${item.id} is decided already`)
    return work(decision, false)
  })
  await finish(container, item, decision, written)
}

/** A decision to refund that a crash cut off: closed if the refund is known to have been made, else put before a person again. */
export async function resumeRefund(container: MedusaContainer, item: PaymentAttention, decision: Decision): Promise<void> {
  const { attention } = paymentNotificationService(container)
  const written = await locked(container, item, async (work) =>
    (await attention.find(item.id))?.state === "deciding" ? work(decision, true) : [],
  )
  if ((await attention.find(item.id))?.state === "deciding") await finish(container, item, decision, written)
}

type Work = (decision: Decision, confirmOnly: boolean) => Promise<RecordedTransition[]>

/**
 * Runs under the payment's lock; a refund that fails opens the item again and is thrown once the lock is free. What the item is about is
 * read once it is taken: while the lock was waited for, more may have been told of the payment.
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
        // A capture that came while its authorization was being let go makes the item its own.
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
