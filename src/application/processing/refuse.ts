import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { AwaitsReviewError } from "../../services/domain/awaits-review-error"
import { describeError } from "../../services/domain/describe-error"
import { DismissedMoneyError } from "../../services/domain/dismissed-money-error"
import { AmountMismatchError, PaymentReviewError } from "../../services/domain/errors"
import { factName } from "../../services/domain/facts"
import { isOrphan } from "../../services/domain/orphans"
import type { EventOutcome } from "../../services/domain/webhook-outcomes"
import type { ClaimedEvent, Verdict } from "../../services/store/webhook-event-repository"
import { paymentNotificationService } from "../ground/module"
import type { FactSoFar } from "./fact-context"
import { labelOf } from "./label"
import { outcomeOf, type Outcome } from "./outcome"
import { quarantineEvent, type Quarantine } from "./quarantine-event"

/** The outcome of a fault: the event is quarantined for review, tried again later, or given up and shown to a person. */
export async function refuse(container: MedusaContainer, about: FactSoFar, error: unknown): Promise<Outcome> {
  const verdict = await verdictOn(container, about, error)
  report(container, about.event, verdict.state, error)
  // Decided or overtaken: the event's other facts have verdicts of their own.
  const isDone = verdict.state === "processed" || verdict.state === "ignored"
  return { ...outcomeOf(about, verdict), isFinal: !isDone }
}

async function verdictOn(container: MedusaContainer, about: FactSoFar, error: unknown): Promise<Verdict> {
  // The decision about the money is on record, and covers what became of it.
  if (error instanceof DismissedMoneyError) return { state: "ignored", reason: error.code, lastError: error.message }
  // The item of the money itself shows it to a person, and its end has the event looked at again.
  if (error instanceof AwaitsReviewError) {
    return { state: "quarantined", reason: error.code, lastError: error.message, awaited: error.items }
  }
  const quarantine = quarantineFor(container, about, error)
  if (quarantine) return quarantineEvent(container, about, quarantine)
  const failure = paymentNotificationService(container).inbox.failureOf(about.event, error)
  // Before the verdict is written: nobody looks for a dead event unprompted.
  if (failure.state === "dead") {
    await quarantineEvent(container, about, { kind: "dead_event", detail: failure.lastError, reason: "dead" })
  }
  return failure
}

function quarantineFor(container: MedusaContainer, { event, fact }: FactSoFar, error: unknown): Quarantine | undefined {
  const { code, message: detail } = describeError(error)
  if (error instanceof AmountMismatchError) return { kind: "mismatch", detail, differences: error.differences, reason: code }
  if (error instanceof PaymentReviewError) return { kind: error.code, detail, reason: code }
  const { orphans } = paymentNotificationService(container).options
  if (!fact) return undefined
  const { age_seconds: ageSeconds, attempts } = event
  if (isOrphan({ fact: factName(fact), code, ageSeconds, attempts }, orphans.afterSeconds)) {
    return { kind: "orphan_payment", detail: `paid, but no order could be made: ${detail}`, reason: "orphan_payment" }
  }
  return undefined
}

const BECAME: Record<EventOutcome, string> = {
  dead: "is dead",
  failed: "will be tried again",
  quarantined: "is quarantined",
  ignored: "is ignored",
  processed: "is processed",
}

function report(container: MedusaContainer, event: ClaimedEvent, state: EventOutcome, error: unknown): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  logger[state === "dead" ? "error" : "warn"](`${labelOf(event)} ${BECAME[state]}: ${describeError(error).message}`)
}
