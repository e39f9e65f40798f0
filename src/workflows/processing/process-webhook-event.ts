import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { AmountMismatchError, HeldPaymentError } from "../../services/domain/errors"
import { factName, type Fact } from "../../services/domain/facts"
import { describeError } from "../../services/inbox/describe-error"
import type { References, Verdict } from "../../services/inbox/inbox"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"
import { paymentNotificationService } from "../module"
import { announceTransition } from "./announce-transition"
import type { Applied } from "./applied"
import { applyFact, isApplied } from "./apply-fact"
import { findSession } from "./find-session"

/** One claimed event, from its bytes to its verdict. Never throws: whatever goes wrong is written on the row. */
export async function processWebhookEvent(container: MedusaContainer, event: ClaimedEvent): Promise<void> {
  const { inbox, payments } = paymentNotificationService(container)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const label = `webhook event ${event.id} (${event.account} ${event.type})`
  if (event.reclaimed) logger.info(`${label} is taken over from a worker that died or lost its lease`)
  const told: { -readonly [K in keyof References]: References[K] } = {}
  let seen = 0
  try {
    const { account, reading } = await paymentNotificationService(container).read(event)
    if (!reading.facts.length) {
      await inbox.complete(event, { state: "ignored", reason: "no_fact", detail: reading.ignored })
      return
    }
    let verdict: Verdict = { state: "ignored", reason: "no_session" }
    for (const fact of reading.facts) {
      Object.assign(told, referencesOf(fact))
      if (!isApplied(fact)) {
        verdict = { state: "ignored", reason: "not_applied", detail: `${factName(fact)} is read and kept; it changes no order` }
        continue
      }
      const sessionId = await findSession(container, event.account, fact)
      // A payment of another system on the same provider account, or one that nobody told us of yet: kept, and looked at again
      // when an event ties it to a session.
      if (!sessionId) continue
      told.paymentSessionId = sessionId
      seen = await payments.versionOf(sessionId)
      const applied = await applyFact(container, { event, account, fact, sessionId })
      if (applied.outcome === "moved") await announceTransition(container, applied)
      told.paymentRecordId = applied.record.id
      verdict = verdictOf(applied)
    }
    await inbox.complete(event, { ...told, ...verdict })
    if (verdict.reason === "no_session" && (await isKnownByNow(container, event, told))) await inbox.wake(event.id)
  } catch (error) {
    if (error instanceof AmountMismatchError || error instanceof HeldPaymentError) {
      logger.warn(`${label} is quarantined: ${error.message}`)
      await inbox.complete(event, { ...told, state: "quarantined", reason: error.code, detail: error.message })
      // What it waits for may have come between the decision and this verdict, when it could not be found waiting yet.
      if (told.paymentSessionId && (await payments.versionOf(told.paymentSessionId)) > seen) await inbox.wake(event.id)
      return
    }
    const state = await inbox.retry(event, error, told)
    logger[state === "dead" ? "error" : "warn"](
      `${label} ${state === "dead" ? "is dead" : "will be tried again"}: ${describeError(error).message}`,
    )
  }
}

const referencesOf = (fact: Fact): References => ({
  fact: factName(fact),
  ...(fact.providerPaymentId && { providerPaymentId: fact.providerPaymentId }),
})

/** An event that names only the provider's payment may have been overtaken by the one that tells its session. */
async function isKnownByNow(container: MedusaContainer, { account }: ClaimedEvent, told: References): Promise<boolean> {
  if (!told.providerPaymentId) return false
  return Boolean(await paymentNotificationService(container).payments.findSessionOf(account, told.providerPaymentId))
}

function verdictOf(applied: Applied): Verdict {
  if (applied.outcome === "conflict") return { state: "quarantined", reason: "conflict", detail: applied.detail }
  return { state: "processed", reason: applied.outcome === "stale" ? "stale" : null }
}
