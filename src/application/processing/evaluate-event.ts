import type { MedusaContainer } from "@medusajs/framework/types"
import type { AttentionKind } from "../../services/domain/attention-kinds"
import type { Amount } from "../../services/domain/money"
import type { Account } from "../../services/options"
import type { Reading } from "../../services/providers/provider"
import type { PaymentAttention, PaymentAttentionDecision } from "../../services/store/entities"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"
import { paymentNotificationService } from "../ground/module"
import { evaluateFact } from "./evaluate-fact"
import { evaluateUnclear } from "./evaluate-unclear"
import { graver, type Outcome } from "./outcome"
import { refuse } from "./refuse"

/** An event as it is read, and a person's decision about it so far. */
interface OpenedEvent {
  readonly event: ClaimedEvent
  readonly account: Account
  readonly reading: Reading
  readonly review: PaymentAttention | null
  readonly accepted: boolean
  readonly acceptedSum?: Amount
  readonly acceptedAs?: AttentionKind
}

/**
 * Reads a claimed event and applies its facts in turn. A fault is an outcome as well; an error that this throws cannot be put up
 * for review.
 */
export const evaluateEvent = (container: MedusaContainer, event: ClaimedEvent): Promise<Outcome> =>
  openEvent(container, event).then(
    (opened) => evaluateFacts(container, opened),
    (error: unknown) => refuse(container, { event }, error),
  )

async function openEvent(container: MedusaContainer, event: ClaimedEvent): Promise<OpenedEvent> {
  const service = paymentNotificationService(container)
  const review = wasWorkedOn(event) ? await service.attention.findUnresolvedOf(event.id) : null
  const decision = review?.state === "deciding" ? await service.attention.lastDecision(review.id) : null
  const accepted = decision?.action === "accept"
  const acceptedSum = accepted ? sumOf(decision, review?.currency_code) : undefined
  const about = { ...(acceptedSum && { acceptedSum }), ...(accepted && review && { acceptedAs: review.kind }) }
  return { event, ...(await service.read(event)), review, accepted, ...about }
}

const sumOf = ({ amount }: PaymentAttentionDecision, currency: string | null | undefined): Amount | undefined =>
  amount && currency ? { minor: BigInt(amount), currency: currency.toUpperCase() } : undefined

/** Only an event that had a verdict or a fault before can be quarantined under an item: the others are spared the query. */
const wasWorkedOn = ({ fact, last_error }: ClaimedEvent): boolean => fact !== null || last_error !== null

async function evaluateFacts(container: MedusaContainer, { reading, review, ...opened }: OpenedEvent): Promise<Outcome> {
  if (reading.unclear) return { ...(await evaluateUnclear(container, opened.event, reading.unclear)), review }
  let outcome: Outcome | undefined
  for (const fact of reading.facts) {
    const next = await evaluateFact(container, { ...opened, fact })
    outcome = outcome ? graver(outcome, next) : next
    if (next.isFinal) break
  }
  return { ...(outcome ?? nothingToApply(reading)), review }
}

const nothingToApply = ({ ignored }: Reading): Outcome => ({
  verdict: { state: "ignored", reason: "no_fact", ...(ignored && { lastError: ignored }) },
  isFinal: false,
})
