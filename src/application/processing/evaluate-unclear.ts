import type { MedusaContainer } from "@medusajs/framework/types"
import type { Unclear } from "../../services/providers/provider"
import { AwaitsPaymentError } from "../../services/domain/errors"
import { SESSION_WAIT_SECONDS } from "../../services/domain/unknown-session"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"
import { paymentNotificationService } from "../ground/module"
import { sessionExists } from "../ground/session-exists"
import { findSession } from "./find-session"
import { goneOrElsewhere, NO_SESSION } from "./evaluate-unknown"
import { knownOf } from "./known-of"
import { outcomeOf, type Outcome } from "./outcome"
import { quarantineEvent } from "./quarantine-event"
import { refuse } from "./refuse"

/**
 * Puts signed news about money that cannot be read as a fact before a person. News about a payment that nobody has heard of waits,
 * as a fact would: another system may use the same provider account.
 */
export async function evaluateUnclear(container: MedusaContainer, event: ClaimedEvent, unclear: Unclear): Promise<Outcome> {
  const { providerPaymentId, sessionId, detail, amount, foreignOrder } = unclear
  try {
    const found = await findSession(container, event.account, { subject: "refund", providerPaymentId, sessionId })
    const about = { event, ...(found && { sessionId: found }) }
    const named = providerPaymentId !== undefined || sessionId !== undefined
    if (named && !foreignOrder) {
      const unknown = await evaluateElsewhere(container, event, { providerPaymentId, sessionId: found })
      if (unknown) return withPayment(unknown, providerPaymentId)
    }
    // A payment of this store's own is told by other events.
    if (found && foreignOrder) return outcomeOf(about, { state: "ignored", reason: "no_fact", lastError: OURS })
    const kind = foreignOrder ? "foreign_order" : "unclear_report"
    const quarantine = { kind, detail, reason: kind, ...(foreignOrder && { differences: foreignOrder }) } as const
    return withPayment(
      outcomeOf(about, await quarantineEvent(container, { ...about, reported: { providerPaymentId, amount } }, quarantine)),
      providerPaymentId,
    )
  } catch (error) {
    return refuse(container, { event }, error)
  }
}

/** The outcome where neither the payment nor its money is known to this store; undefined where it is. */
async function evaluateElsewhere(
  container: MedusaContainer,
  event: ClaimedEvent,
  { providerPaymentId, sessionId }: { readonly providerPaymentId: string | undefined; readonly sessionId: string | undefined },
): Promise<Outcome | undefined> {
  const { inbox, payments } = paymentNotificationService(container)
  if (sessionId && ((await payments.findBySession(sessionId)) || (await sessionExists(container, sessionId)))) return undefined
  const known = await knownOf(container, event, {
    ...(providerPaymentId && { providerPaymentId }),
    ...(sessionId && { sessionId }),
  })
  if (known.money?.isOpen) return undefined
  const about = { event, ...(sessionId && { sessionId }) }
  if (!sessionId) return { ...outcomeOf(about, NO_SESSION), known: { ...known, session: undefined } }
  const appears = new AwaitsPaymentError(`no payment session ${sessionId}: not created yet, replaced, or another shop's`)
  const waits = event.age_seconds < SESSION_WAIT_SECONDS && inbox.failureOf(event, appears).state === "failed"
  if (waits) return refuse(container, about, appears)
  return { ...outcomeOf(about, { ...NO_SESSION, lastError: goneOrElsewhere(sessionId) }), known }
}

const OURS = "this payment is the store's own, and its other events report it"

/** The event's row names the payment, so that the event is found with it, and looked at again once its session is known. */
const withPayment = (outcome: Outcome, providerPaymentId: string | undefined): Outcome => ({
  ...outcome,
  verdict: { ...outcome.verdict, ...(providerPaymentId && { providerPaymentId }) },
})
