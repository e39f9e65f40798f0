import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { AmountMismatchError } from "../../services/domain/errors"
import { factName, type Fact, type PaymentFact } from "../../services/domain/facts"
import { describeError } from "../../services/inbox/describe-error"
import type { Verdict } from "../../services/inbox/inbox"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"
import { paymentNotificationService } from "../module"
import { announceTransition } from "./announce-transition"
import { applyFact, type Applied } from "./apply-fact"

/** One claimed event, from its bytes to its verdict. Never throws: whatever goes wrong is written on the row. */
export async function processWebhookEvent(container: MedusaContainer, event: ClaimedEvent): Promise<void> {
  const { inbox } = paymentNotificationService(container)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const label = `webhook event ${event.id} (${event.account} ${event.type})`
  if (event.reclaimed) logger.info(`${label} is taken over from a worker that died or lost its lease`)
  try {
    await inbox.complete(event, await applyEvent(container, event))
  } catch (error) {
    if (error instanceof AmountMismatchError) {
      logger.warn(`${label} is quarantined: ${error.message}`)
      await inbox.complete(event, { state: "quarantined", reason: error.code, detail: error.message })
      return
    }
    const state = await inbox.retry(event, error)
    logger[state === "dead" ? "error" : "warn"](
      `${label} ${state === "dead" ? "is dead" : "will be tried again"}: ${describeError(error).message}`,
    )
  }
}

async function applyEvent(container: MedusaContainer, event: ClaimedEvent): Promise<Verdict> {
  const service = paymentNotificationService(container)
  const { account, reading } = await service.read(event)
  if (!reading.facts.length) return { state: "ignored", reason: "no_fact", detail: reading.ignored }
  let verdict: Verdict = { state: "ignored", reason: "no_session" }
  for (const fact of reading.facts) {
    if (fact.subject !== "payment") {
      verdict = notApplied(fact)
      continue
    }
    const sessionId = await findSession(container, event, fact)
    // A payment of another system on the same provider account: not ours to act on, kept for a person to see.
    if (!sessionId) continue
    const applied = await applyFact(container, event, account, fact, sessionId)
    if (applied.outcome === "moved") await announceTransition(container, applied)
    verdict = verdictOf(applied, fact)
  }
  return verdict
}

/** Kept and shown, for the merchant to act on: this version changes orders by what the payment itself does. */
const notApplied = (fact: Fact): Verdict => ({
  state: "ignored",
  reason: "not_applied",
  detail: `${factName(fact)} is read and kept; refunds, disputes and payment methods change no order`,
  providerPaymentId: fact.providerPaymentId ?? null,
})

/** The session the fact names, or the one that an earlier event tied to the same provider payment. */
async function findSession(container: MedusaContainer, event: ClaimedEvent, fact: PaymentFact): Promise<string | undefined> {
  if (fact.sessionId) return fact.sessionId
  if (!fact.providerPaymentId) return undefined
  return paymentNotificationService(container).payments.findSessionOf(event.account, fact.providerPaymentId)
}

function verdictOf({ outcome, record }: Applied, fact: PaymentFact): Verdict {
  const references = {
    paymentRecordId: record.id,
    paymentSessionId: record.payment_session_id,
    providerPaymentId: fact.providerPaymentId ?? null,
  }
  if (outcome === "conflict") {
    const detail = `the payment is ${record.state}, the provider reports it ${fact.state}`
    return { state: "quarantined", reason: "conflict", detail, ...references }
  }
  return { state: "processed", reason: outcome === "stale" ? "stale" : null, ...references }
}
