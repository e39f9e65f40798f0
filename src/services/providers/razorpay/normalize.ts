import type { Fact } from "../../domain/facts"
import { fieldOf } from "../kit/fields"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { readDispute } from "./dispute"
import type { RazorpayEvent } from "./event"
import { isAboutMoney, reasonToIgnore } from "./ignored-events"
import type { RazorpayOptions } from "./options"
import { isMandate, readPayment } from "./payment"
import { readEntities } from "./read-entities"
import { referenceOf } from "./reference"
import { readRefund } from "./refund"
import { missingPath, wholeEntity, type Subject } from "./required"
import { subjectOf } from "./subject"
import { unclear } from "./unclear"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads an event as one fact about its subject. Pure and total. */
export function normalizeRazorpay(
  { type, occurredAt, payload }: ProviderEvent<RazorpayEvent>,
  { options }: Pick<ProviderContext<RazorpayOptions>, "options">,
): Reading {
  const subject = subjectOf(type)
  if (!subject) return readUnread(type, payload)
  const event = readStored(payload)
  if (isMandate(type, event.payment)) return ignored(`"${type}" of an amount of 0 registers a mandate; nothing was paid`)
  const fact = factOf(type, subject, event)
  if (!fact) return unclear(event, problemOf(type, subject, event))
  const contradictions = [...(fact.contradictions ?? []), ...accountContradictions(event.account_id, options.accountIds)]
  return {
    facts: [
      {
        ...fact,
        ...referenceOf(event, fact.providerPaymentId),
        ...(occurredAt && { occurredAt }),
        ...(contradictions.length > 0 && { contradictions }),
      },
    ],
  }
}

function readUnread(type: string, payload: unknown): Reading {
  const reason = reasonToIgnore(type)
  if (reason) return ignored(`"${type}" ${reason}`)
  if (!isAboutMoney(type)) return ignored(`event type "${type}" is not read`)
  return unclear(readStored(payload), `Razorpay reports ${type}, which is not known here; its name says that it is about money`)
}

const readStored = (payload: unknown): RazorpayEvent =>
  readEntities(fieldOf(payload, "account_id"), (name) => fieldOf(payload, name))

function factOf(type: string, subject: Subject, event: RazorpayEvent): Fact | undefined {
  if (subject === "payment") {
    const payment = wholeEntity(subject, event)
    return payment && readPayment(type, payment, event.order)
  }
  if (subject === "refund") {
    const refund = wholeEntity(subject, event)
    return refund && readRefund(type, refund, event.payment)
  }
  const dispute = wholeEntity(subject, event)
  return dispute && readDispute(type, dispute)
}

function problemOf(type: string, subject: Subject, event: RazorpayEvent): string {
  const missing = missingPath(subject, event)
  if (missing) return `${type} does not carry its ${subject}: ${missing} cannot be read`
  return `${type} reports no outcome that is known here: the status of its ${subject} is ${event[subject]?.status ?? "absent"}`
}

function accountContradictions(accountId: string | undefined, expected: readonly string[] | undefined): string[] {
  if (!expected || (accountId && expected.includes(accountId))) return []
  return [`the account takes ${expected.join(", ")}, the event comes from ${accountId ?? "no named account"}`]
}
