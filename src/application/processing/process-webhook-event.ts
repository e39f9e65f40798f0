import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { factName, type Fact } from "../../services/domain/facts"
import { describeError } from "../../services/domain/describe-error"
import type { References, Verdict } from "../../services/inbox/inbox"
import type { WebhookEventState } from "../../services/store/entities"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"
import { holdEvent, type Held } from "../attention/raise/hold-event"
import { settleAttention } from "../attention/close/settle-attention"
import { paymentNotificationService } from "../shared/module"
import { tellExpiringMethod } from "../notifications/plan/tell-expiring-method"
import { announceTransition } from "../shared/announce-transition"
import type { Applied } from "./applied"
import { applyFact, isApplied } from "./apply-fact"
import { findSession } from "./find-session"
import { refuse } from "./refuse"

/** What an event came to, as the row keeps it. */
export interface Processed {
  readonly outcome: WebhookEventState
  /** The dotted fact it told of, as far as it was read. */
  readonly fact?: string
}

/** One claimed event, from its bytes to its verdict. Never throws: whatever goes wrong is written on the row. */
export async function processWebhookEvent(container: MedusaContainer, event: ClaimedEvent): Promise<Processed> {
  const { attention, inbox, payments } = paymentNotificationService(container)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const label = `webhook event ${event.id} (${event.account} ${event.type})`
  if (event.reclaimed) logger.info(`${label} is taken over from a worker that died or lost its lease`)
  const told: { -readonly [K in keyof References]: References[K] } = {}
  let about: Pick<Held, "fact" | "sessionId"> = {}
  let seen = 0
  try {
    const item = wasWorkedOn(event) ? await attention.findUnresolvedOf(event.id) : null
    const accepted = item?.state === "deciding" && (await attention.lastDecision(item.id))?.action === "accept"
    const { account, reading } = await paymentNotificationService(container).read(event)
    let verdict: Verdict = reading.facts.length
      ? { state: "ignored", reason: "no_session" }
      : { state: "ignored", reason: "no_fact", ...(reading.ignored && { detail: reading.ignored }) }
    for (const fact of reading.facts) {
      Object.assign(told, referencesOf(fact))
      about = { fact }
      if (fact.subject === "payment_method" && fact.state === "expiring") {
        verdict = await tellExpiringMethod(container, account, fact)
        continue
      }
      if (!isApplied(fact)) {
        verdict = { state: "ignored", reason: "not_applied", detail: `${factName(fact)} is read and kept; it changes no order` }
        continue
      }
      const sessionId = await findSession(container, event.account, fact)
      // A payment of another system on the same provider account, or one that nobody told us of yet: kept, and looked at again
      // when an event ties it to a session.
      if (!sessionId) continue
      about = { fact, sessionId }
      told.paymentSessionId = sessionId
      seen = await payments.versionOf(sessionId)
      const applied = await applyFact(container, { event, account, fact, sessionId, accepted })
      if (applied.outcome === "moved") await announceTransition(container, applied)
      told.paymentRecordId = applied.record.id
      verdict = await verdictOf(container, applied, { event, ...about })
      // What the event tells besides builds on what is held, and a verdict about it would let the held part go.
      if (verdict.state === "quarantined") break
    }
    await inbox.complete(event, { ...told, ...verdict })
    if (item && verdict.state !== "quarantined") await settleAttention(container, item)
    if (verdict.reason === "no_session" && (await isKnownByNow(container, event, told))) await inbox.wake(event.id)
    return { outcome: verdict.state, ...(told.fact && { fact: told.fact }) }
  } catch (error) {
    const state = await refuse(container, { event, ...about }, error, told)
    // What it waits for may have come between the decision and this verdict, when it could not be found waiting yet.
    if (state === "quarantined" && told.paymentSessionId && (await payments.versionOf(told.paymentSessionId)) > seen) {
      await inbox.wake(event.id)
    }
    logger[state === "dead" ? "error" : "warn"](`${label} ${BECAME[state] ?? state}: ${describeError(error).message}`)
    return { outcome: state, ...(told.fact && { fact: told.fact }) }
  }
}

const BECAME: Partial<Record<WebhookEventState, string>> = {
  dead: "is dead",
  failed: "will be tried again",
  quarantined: "is quarantined",
  ignored: "is ignored",
}

/** Only an event that had a verdict or a fault before can be held for something: the others are spared the question. */
const wasWorkedOn = ({ fact, last_error }: ClaimedEvent): boolean => fact !== null || last_error !== null

const referencesOf = (fact: Fact): References => ({
  fact: factName(fact),
  ...(fact.providerPaymentId && { providerPaymentId: fact.providerPaymentId }),
})

/** An event that names only the provider's payment may have been overtaken by the one that tells its session. */
async function isKnownByNow(container: MedusaContainer, { account }: ClaimedEvent, told: References): Promise<boolean> {
  if (!told.providerPaymentId) return false
  return Boolean(await paymentNotificationService(container).payments.findSessionOf(account, told.providerPaymentId))
}

async function verdictOf(
  container: MedusaContainer,
  applied: Applied,
  about: Pick<Held, "event" | "fact" | "sessionId">,
): Promise<Verdict> {
  if (applied.outcome === "conflict") {
    return holdEvent(container, { ...about, kind: applied.kind, detail: applied.detail }, "conflict")
  }
  return { state: "processed", reason: applied.outcome === "stale" ? "stale" : null }
}
