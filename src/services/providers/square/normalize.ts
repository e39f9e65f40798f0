import type { Fact } from "../../domain/facts"
import { fieldOf, readText } from "../kit/fields"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { contradictionsOf } from "./contradictions"
import { disputeFacts } from "./dispute-facts"
import type { SquarePayload } from "./event"
import { reasonToIgnore } from "./ignored-events"
import type { SquareOptions } from "./options"
import { paymentFacts } from "./payment-facts"
import { refundFacts } from "./refund-facts"
import { kindByName, kindOf, missingPath, readSubject, type Subject } from "./subject"
import { unclear } from "./unclear"

/** Reads an event's facts by the status of its content, not by its type: `payment.created` may well be COMPLETED. */
export function normalizeSquare(
  { type, occurredAt, payload }: ProviderEvent<SquarePayload>,
  { options }: ProviderContext<SquareOptions>,
): Reading {
  const kind = kindOf(type)
  if (!kind) return readUnread(type, payload)
  const subject = readSubject(kind, payload)
  const missing = missingPath(kind, subject)
  if (!subject || missing) return unclear(subject, `${type} does not carry what it is about: ${missing} cannot be read`)
  const facts = factsOf(subject)
  if (!facts) return unclear(subject, `the status of the ${kind} in ${type} is ${statusOf(subject)}, which is not known here`)
  const merchantId = readText(fieldOf(payload, "merchant_id"))
  const contradictions = contradictionsOf({ merchantId, locationId: subject.thing.location_id }, options)
  if (!contradictions.length && !occurredAt) return { facts }
  const more = { ...(contradictions.length && { contradictions }), ...(occurredAt && { occurredAt }) }
  return { facts: facts.map((fact) => ({ ...fact, ...more })) }
}

function readUnread(type: string, payload: SquarePayload): Reading {
  const reason = reasonToIgnore(type)
  if (reason) return { facts: [], ignored: `"${type}" ${reason}` }
  const kind = kindByName(type)
  if (!kind) return { facts: [], ignored: `event type "${type}" is not read` }
  return unclear(
    readSubject(kind, payload),
    `Square reports ${type}, which is not known here; its name says that it is about money`,
  )
}

/** Undefined for a status that is not known. */
function factsOf({ kind, thing }: Subject): readonly Fact[] | undefined {
  if (kind === "payment") return paymentFacts(thing)
  return kind === "refund" ? refundFacts(thing) : disputeFacts(thing)
}

const statusOf = ({ kind, thing }: Subject): string | undefined => (kind === "dispute" ? thing.state : thing.status)
