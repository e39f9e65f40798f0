import type { MedusaContainer } from "@medusajs/framework/types"
import { acceptedSum } from "../../../services/domain/accepted-sum"
import { decisionsOn, type Decision } from "../../../services/domain/decisions"
import { InvalidStateError } from "../../../services/domain/errors"
import type { NewDecision } from "../../../services/store/attention-repository"
import type { PaymentAttention } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { closeAttention } from "../close/close-attention"
import { eventOf } from "../find-event"
import { findItem } from "../find-item"
import { notTaken } from "./not-taken"
import { ignoreQuarantined } from "../close/ignore-quarantined"
import { refundReviewed } from "../refund/refund-reviewed"

export interface DecideInput {
  readonly action: Decision
  /** The admin user's id, or `policy`. */
  readonly actor: string
  readonly note: string | null
  /** The sum that is accepted where none was reported: major units, as text. */
  readonly amount?: string
  /** The `updated_at` of the item that the person saw: one that has changed since is not decided. */
  readonly seenAt?: Date
}

/**
 * Carries out a decision about an item, once. Throws InvalidStateError where it is decided already, where the item does not allow
 * the decision, or where the decision could not be carried out. In the last case the item is open again and says why.
 * Throws InvalidAmountError where an acceptance lacks the sum that nobody reported, or brings one that does not fit.
 */
export async function decideAttention(
  container: MedusaContainer,
  item: PaymentAttention,
  { amount: given, seenAt, ...input }: DecideInput,
): Promise<void> {
  const { attention } = paymentNotificationService(container)
  const event = await eventOf(container, item)
  if (item.state !== "open") throw new InvalidStateError(`attention item ${item.id} is decided already`)
  const allowed = decisionsOn(item.kind, event)
  if (!allowed.includes(input.action)) {
    throw new InvalidStateError(`attention item ${item.id} (${item.kind}) allows ${allowed.join(", ")} only`)
  }
  if (input.action === "refund") return refundReviewed(container, item, input, seenAt)
  const amount = input.action === "accept" ? (acceptedSum(item, given)?.toString() ?? null) : null
  if (!(await attention.begin(item.id, { ...input, amount }, seenAt))) throw await notTaken(container, item.id)
  // The item's data may have changed while it was still open.
  const taken = await findItem(container, item.id)
  if (input.action === "accept") return apply(container, taken.webhook_event_id ?? event!.id)
  await dismiss(container, taken, input)
}

/** An event that is going through again at this moment finds the decision on record, or the sweep carries it out. */
async function apply(container: MedusaContainer, eventId: string): Promise<void> {
  try {
    await paymentNotificationService(container).inbox.replay(eventId)
  } catch (error) {
    if (!(error instanceof InvalidStateError)) throw error
  }
}

/** Only the item is closed: the event stays unapplied, with the note beside it. */
export async function dismiss(container: MedusaContainer, item: PaymentAttention, input: NewDecision): Promise<void> {
  await ignoreQuarantined(container, item, "dismissed")
  await closeAttention(container, item, "dismissed", input)
}
