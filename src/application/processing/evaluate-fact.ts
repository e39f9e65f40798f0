import type { MedusaContainer } from "@medusajs/framework/types"
import { factName, type PaymentMethodFact } from "../../services/domain/facts"
import { isMoney } from "../../services/domain/states"
import type { Account } from "../../services/options"
import type { Verdict } from "../../services/store/webhook-event-repository"
import { notifyExpiringMethod } from "../notifications/plan/notify-expiring-method"
import { emitTransition } from "../ground/announce-transition"
import { paymentNotificationService } from "../ground/module"
import { applyFact, type PaymentsFact } from "./apply-fact"
import type { FactContext } from "./fact-context"
import { evaluateUnclear } from "./evaluate-unclear"
import { evaluateUnknown, evaluateUntied } from "./evaluate-unknown"
import { findSession } from "./find-session"
import { outcomeOf, type Outcome } from "./outcome"
import { quarantineEvent } from "./quarantine-event"
import { findDismissedSession } from "./refund/find-dismissed"
import { refuse } from "./refuse"
import { rejectReview } from "./risk/end-review"

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
    (context) =>
      context ? evaluateInSession(container, context) : evaluateUnlocated(container, { ...about, fact }).catch(refused),
    refused,
  )
}

/** Nothing can tie a fact that names no payment to one, so a person looks at those about money. Any other waits. */
async function evaluateUnlocated(container: MedusaContainer, about: Unlocated<PaymentsFact>): Promise<Outcome> {
  const { fact } = about
  if (fact.providerPaymentId !== undefined || !isAboutMoney(fact)) return evaluateUntied(container, about)
  return evaluateUnclear(container, about.event, {
    detail: `the provider reports ${factName(fact)} and names no payment: look there which one it is about`,
    ...(fact.merchantReference && { merchantReference: fact.merchantReference }),
    ...(fact.amount && { amount: fact.amount }),
  })
}

const isAboutMoney = (fact: PaymentsFact): boolean => fact.subject !== "payment" || isMoney(fact.state)

async function report(container: MedusaContainer, account: Account, fact: PaymentMethodFact): Promise<Verdict> {
  if (fact.state === "expiring") return notifyExpiringMethod(container, account, fact)
  const lastError = `${fact.subject}.${fact.state} is read and kept; it changes no order`
  return { state: "ignored", reason: "not_applied", lastError }
}

async function locate(
  container: MedusaContainer,
  about: Unlocated<PaymentsFact>,
): Promise<FactContext<PaymentsFact> | undefined> {
  const { account } = about.event
  const named = await findSession(container, account, about.fact)
  const sessionId = (await findDismissedSession(container, account, about.fact, named)) ?? named
  if (!sessionId) return undefined
  return { ...about, sessionId, version: await paymentNotificationService(container).payments.versionOf(sessionId) }
}

const evaluateInSession = (container: MedusaContainer, context: FactContext<PaymentsFact>): Promise<Outcome> =>
  apply(container, context).then(
    (verdict) => outcomeOf(context, verdict),
    (error: unknown) => evaluateUnknown(container, context, error).catch((fault: unknown) => refuse(container, context, fault)),
  )

async function apply(container: MedusaContainer, context: FactContext<PaymentsFact>): Promise<Verdict> {
  const { fact } = context
  // Another merchant's or mode's word goes the ordinary way, where it is quarantined.
  const isOurs = !fact.contradictions?.length && (!context.account.mode || !fact.mode || context.account.mode === fact.mode)
  if (fact.subject === "payment" && fact.reviewDecision === "rejected" && isOurs)
    return rejectReview(container, { ...context, fact })
  const applied = await applyFact(container, context)
  const paymentRecordId = applied.record.id
  if (applied.outcome === "conflict") {
    const { kind, detail } = applied
    return { paymentRecordId, ...(await quarantineEvent(container, context, { kind, detail, reason: "conflict" })) }
  }
  if (applied.outcome === "stale") return { paymentRecordId, state: "processed", reason: "stale" }
  await emitTransition(container, applied)
  return { paymentRecordId, state: "processed", reason: null, announced: [applied.transition.id] }
}
