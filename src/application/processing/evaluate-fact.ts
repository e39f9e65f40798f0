import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentMethodFact } from "../../services/domain/facts"
import type { Account } from "../../services/options"
import type { Verdict } from "../../services/store/webhook-event-repository"
import { notifyExpiringMethod } from "../notifications/plan/notify-expiring-method"
import { announceTransition } from "../ground/announce-transition"
import { paymentNotificationService } from "../ground/module"
import { applyFact, type PaymentsFact } from "./apply-fact"
import type { FactContext } from "./fact-context"
import { findSession } from "./find-session"
import { outcomeOf, type Outcome } from "./outcome"
import { quarantineEvent } from "./quarantine-event"
import { refuse } from "./refuse"

type Unlocated<F extends FactContext["fact"] = FactContext["fact"]> = Omit<FactContext<F>, "sessionId" | "version">

/**
 * Finds the payment that a fact is about and applies the fact there. Each fault is refused at the one place where most is known
 * of the fact.
 */
export function evaluateFact(container: MedusaContainer, about: Unlocated): Promise<Outcome> {
  const { account, fact } = about
  const refused = (error: unknown) => refuse(container, about, error)
  if (fact.subject === "payment_method") {
    return report(container, account, fact).then((verdict) => outcomeOf(about, verdict), refused)
  }
  return locate(container, { ...about, fact }).then(
    (context) => (context ? evaluateInSession(container, context) : outcomeOf(about, NO_SESSION)),
    refused,
  )
}

/**
 * A payment of another system on the same provider account, or one about whose session nothing was reported yet. The event is
 * kept, and looked at again when another event ties it to a session.
 */
const NO_SESSION: Verdict = { state: "ignored", reason: "no_session" }

async function report(container: MedusaContainer, account: Account, fact: PaymentMethodFact): Promise<Verdict> {
  if (fact.state === "expiring") return notifyExpiringMethod(container, account, fact)
  const lastError = `${fact.subject}.${fact.state} is read and kept; it changes no order`
  return { state: "ignored", reason: "not_applied", lastError }
}

async function locate(
  container: MedusaContainer,
  about: Unlocated<PaymentsFact>,
): Promise<FactContext<PaymentsFact> | undefined> {
  const sessionId = await findSession(container, about.event.account, about.fact)
  if (!sessionId) return undefined
  return { ...about, sessionId, version: await paymentNotificationService(container).payments.versionOf(sessionId) }
}

const evaluateInSession = (container: MedusaContainer, context: FactContext<PaymentsFact>): Promise<Outcome> =>
  apply(container, context).then(
    (verdict) => outcomeOf(context, verdict),
    (error: unknown) => refuse(container, context, error),
  )

async function apply(container: MedusaContainer, context: FactContext<PaymentsFact>): Promise<Verdict> {
  const applied = await applyFact(container, context)
  const paymentRecordId = applied.record.id
  if (applied.outcome === "conflict") {
    const { kind, detail } = applied
    return { paymentRecordId, ...(await quarantineEvent(container, context, { kind, detail, reason: "conflict" })) }
  }
  if (applied.outcome === "moved") await announceTransition(container, applied)
  return { paymentRecordId, state: "processed", reason: applied.outcome === "stale" ? "stale" : null }
}
