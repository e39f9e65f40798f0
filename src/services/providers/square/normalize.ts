import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { contradictionsOf } from "./contradictions"
import type { SquarePayload } from "./event"
import { KINDS } from "./kinds"
import type { SquareOptions } from "./options"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads an event's facts by the status of its content, not by its type: `payment.created` may well be COMPLETED. */
export function normalizeSquare(
  { type, occurredAt, payload }: ProviderEvent<SquarePayload>,
  { options }: ProviderContext<SquareOptions>,
): Reading {
  const kind = KINDS.get(type)
  if (!kind) return ignored(`event type "${type}" is not read`)
  const subject = kind.read(payload)
  if (!subject) return ignored(`"${type}" does not carry what it is about`)
  if (!subject.facts) return ignored(`"${type}" with the status "${subject.status}" is not read`)
  const contradictions = contradictionsOf(subject, options)
  const more = { ...(contradictions.length && { contradictions }), ...(occurredAt && { occurredAt }) }
  return { facts: subject.facts.map((fact) => ({ ...fact, ...more })) }
}
