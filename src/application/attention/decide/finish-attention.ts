import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { POLICY } from "../../../services/domain/decisions"
import { InvalidStateError } from "../../../services/domain/errors"
import { describeError } from "../../../services/domain/describe-error"
import { OVERDUE_SECONDS, SWEEP_BATCH } from "../../../services/queue/times"
import type { PaymentAttention } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { announceAttention } from "../raise/announce-attention"
import { decideAttention, dismiss } from "./decide"
import { eventOf } from "../find-event"
import { ABOUT_A_PAYMENT } from "../about-a-payment"
import { resumeRefund } from "../refund/refund-reviewed"
import { ABOUT_AN_EVENT, closeReview } from "../close/close-review"

/**
 * Finishes items that a crash left unannounced or half-decided and events that it left quarantined without an item, closes items
 * that outlived their event, has authorizations looked at again that have ended, and carries out the decisions of the policies.
 */
export async function finishAttention(container: MedusaContainer): Promise<void> {
  const { attention, inbox, options } = paymentNotificationService(container)
  await each(container, await attention.unannounced(OVERDUE_SECONDS, SWEEP_BATCH), announceAttention)
  await each(container, await attention.deciding(SWEEP_BATCH), resume)
  await each(container, await attention.outlived(ABOUT_AN_EVENT, SWEEP_BATCH), closeReview)
  for (const id of await inbox.endedAuthorizations(SWEEP_BATCH)) await inbox.requeue(id)
  for (const id of await inbox.quarantinedUnseen([...ABOUT_A_PAYMENT], OVERDUE_SECONDS, SWEEP_BATCH)) await inbox.requeue(id)
  if (options.orphans.policy === "refund") await each(container, await attention.undecided("orphan_payment", SWEEP_BATCH), refund)
  if (options.doublePayments.policy === "refund")
    await each(container, await attention.undecided("double_payment", SWEEP_BATCH), refund)
}

type Work = (container: MedusaContainer, item: PaymentAttention) => Promise<void>

/** The next sweep tries again; the items behind one that fails must not wait for it. */
async function each(container: MedusaContainer, items: readonly PaymentAttention[], work: Work): Promise<void> {
  for (const item of items) {
    try {
      await work(container, item)
    } catch (error) {
      container.resolve(ContainerRegistrationKeys.LOGGER).warn(`attention item ${item.id}: ${describeError(error).message}`)
    }
  }
}

/** Tried once: a refund that fails is on record, and a person decides. */
const refund: Work = (container, item) =>
  decideAttention(container, item, { action: "refund", actor: POLICY, note: "refunded as the options say" })

/** A decision that is on record but not carried out: its process has died, or is just about to carry it out. */
async function resume(container: MedusaContainer, item: PaymentAttention): Promise<void> {
  const { attention, inbox } = paymentNotificationService(container)
  const decision = await attention.lastDecision(item.id)
  if (!decision) return
  if (decision.action === "refund") return resumeRefund(container, item, decision)
  if (decision.action === "dismiss") return dismiss(container, item, { ...decision, action: "dismiss" })
  const event = await eventOf(container, item)
  if (!event || event.state === "processed" || event.state === "ignored") return closeReview(container, item)
  try {
    if (event.state === "quarantined" || event.state === "dead") await inbox.replay(event.id)
  } catch (error) {
    if (!(error instanceof InvalidStateError)) throw error
  }
}
