import type { MedusaContainer } from "@medusajs/framework/types"
import { AwaitsPaymentError, UnmatchedPaymentError } from "../../services/domain/errors"
import { factName, type DisputeFact } from "../../services/domain/facts"
import { isMoney } from "../../services/domain/states"
import { judgeUnknownSession, type KnownMoney } from "../../services/domain/unknown-session"
import type { Verdict } from "../../services/store/webhook-event-repository"
import { showTime } from "../disputes/describe-dispute"
import { paymentNotificationService } from "../ground/module"
import { sessionExists } from "../ground/session-exists"
import type { PaymentsFact } from "./apply-fact"
import type { FactContext } from "./fact-context"
import { knownOf, type Known } from "./known-of"
import { outcomeOf, type Outcome } from "./outcome"
import { quarantineEvent } from "./quarantine-event"
import { refuse } from "./refuse"

type About = Pick<FactContext<PaymentsFact>, "event" | "account" | "fact"> & Partial<FactContext<PaymentsFact>>

/**
 * A payment of another system on the same provider account, one whose session its cart has replaced, or one about whose session
 * nothing was reported yet. The event is kept, and looked at again when another event ties it to a session.
 */
export const NO_SESSION: Verdict = { state: "ignored", reason: "no_session" }

/** The outcome of a fact that names no session, and whose payment no other event has tied to one. */
export async function evaluateUntied(container: MedusaContainer, about: About): Promise<Outcome> {
  const { event, fact } = about
  // Found without a session a moment ago: one that is there now has overtaken this verdict.
  const known = { ...(await knownOf(container, event, fact)), session: undefined }
  const judged = judgeUnknownSession(fact, known.money, event.age_seconds)
  if (judged === "await") return refuse(container, about, awaitsDecision(fact))
  if (judged === "review") return reviewDispute(container, about, known)
  return { ...outcomeOf(about, NO_SESSION), known }
}

/**
 * The outcome of an error about a fact whose session is not there. News that is no money about a session of which no money is known
 * is ignored, once the session has had time to appear: carts replace sessions all the time, and their payments are then canceled.
 * Any other error is refused as it is.
 */
export async function evaluateUnknown(
  container: MedusaContainer,
  about: FactContext<PaymentsFact>,
  error: unknown,
): Promise<Outcome> {
  const { event, fact, sessionId } = about
  const awaits = error instanceof AwaitsPaymentError && fact.subject !== "payment"
  if (!awaits && !(error instanceof UnmatchedPaymentError)) return refuse(container, about, error)
  const { inbox, payments } = paymentNotificationService(container)
  const record = await payments.findBySession(sessionId)
  if (record && (fact.subject !== "payment" || isMoney(record.state))) return refuse(container, about, error)
  const isThere = awaits && (await sessionExists(container, sessionId))
  const known = await knownOf(container, event, { ...fact, sessionId })
  const judged = judgeUnknownSession(fact, known.money, event.age_seconds)
  if (judged === "review") return reviewDispute(container, about, known)
  if (isThere || judged === undefined) return refuse(container, about, error)
  if (judged === "await") return refuse(container, about, awaitsDecision(fact))
  // A store that gives up early gives the session less time, but is not alarmed either.
  if (judged === "appear" && inbox.failureOf(event, error).state === "failed") return refuse(container, about, error)
  return { ...outcomeOf(about, { ...NO_SESSION, lastError: goneOrElsewhere(sessionId) }), known }
}

export const goneOrElsewhere = (sessionId: string): string =>
  `this store has no payment session ${sessionId}, and no money of it is known: its cart replaced it, or it is another shop's`

const awaitsDecision = (fact: PaymentsFact): AwaitsPaymentError =>
  new AwaitsPaymentError(`${factName(fact)} of a payment that no order could take yet: it waits for what becomes of that money`)

/** There is no order to flag and no record to file the dispute under, but the bank's deadline runs. */
async function reviewDispute(container: MedusaContainer, about: About, known: Known): Promise<Outcome> {
  const fact = withSum(about.fact as DisputeFact, known.money)
  const { state, providerDisputeId: id, reasonCode, evidenceDueBy: until } = fact
  const detail =
    `dispute ${id} is ${state}${reasonCode ? ` (${reasonCode})` : ""}, about a payment that no order could take: ` +
    `look at the provider${until ? `, it can be answered there until ${showTime(until)}` : ""}`
  const verdict = await quarantineEvent(
    container,
    { ...about, fact },
    { kind: "unclear_report", detail, reason: "awaits_payment" },
  )
  return { ...outcomeOf(about, verdict), known }
}

/** A dispute without an amount contests all of the payment. */
const withSum = (fact: DisputeFact, money: KnownMoney | undefined): DisputeFact =>
  fact.amount || !money?.amount ? fact : { ...fact, amount: money.amount }
