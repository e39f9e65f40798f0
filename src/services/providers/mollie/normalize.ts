import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { disputeFact } from "./dispute-fact"
import { eventFact } from "./entity-facts"
import { readStored, type MolliePayload } from "./event"
import type { MollieOptions } from "./options"
import { canAsk } from "./refetch"
import { REPORTS, WITHOUT_MONEY } from "./reports"
import { snapshotFacts } from "./snapshot"
import { unclearOf } from "./unclear"
import { unreadOf } from "./unread"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })
const unclear = (detail: string, payload: MolliePayload): Reading => ({ facts: [], unclear: unclearOf(detail, payload) })

/** Reads an event as facts: one about its entity, or all facts of a payment that Mollie was asked for. Pure and total. */
export function normalizeMollie(
  event: ProviderEvent<MolliePayload>,
  { options }: Pick<ProviderContext<MollieOptions>, "options">,
): Reading {
  const { type, occurredAt } = event
  const payload = readStored(event.payload)
  if (!payload) return ignored(`"${type}" cannot be read any more`)
  const { entity, asked } = payload
  if (asked === "unknown") return missing(type, payload, `Mollie knows no payment for "${type}" with these apiKeys`)
  const contradictions = contradictionsOf(type, payload, options)
  const held = contradictions.length > 0 ? { contradictions } : {}
  if (asked === "found" && entity?.resource === "payment") {
    const facts = snapshotFacts(entity)
    return facts ? { facts: facts.map((fact) => ({ ...fact, ...held })) } : unread(type, payload)
  }
  const report = REPORTS.get(type)
  if (report && canAsk({ ...event, payload }, options)) return { facts: [], refetch: true }
  const fact = report ? eventFact(report, entity) : entity?.resource === "news" ? disputeFact(type, entity) : undefined
  if (fact) return { facts: [{ ...fact, ...(occurredAt && { occurredAt }), ...held }] }
  if (report) return missing(type, payload, `"${type}" came without its ${report.resource}; let Mollie send full payloads`)
  return unread(type, payload)
}

/** An event whose entity nobody has: only one that says nothing about money may be passed over. */
const missing = (type: string, payload: MolliePayload, problem: string): Reading =>
  WITHOUT_MONEY.has(type) ? ignored(problem) : unclear(problem, payload)

function unread(type: string, payload: MolliePayload): Reading {
  const known = unreadOf(type)
  if (!known) return ignored(`event type "${type}" is not read`)
  const sentence = `"${type}" ${known.reason}`
  return known.person ? unclear(`Mollie's ${sentence}`, payload) : ignored(sentence)
}

/** The contradictions in an event, as sentences for a person. Their money is quarantined. */
function contradictionsOf(type: string, { entity, entityId, asked }: MolliePayload, { profileIds }: MollieOptions): string[] {
  if (!entity) return []
  const found: string[] = []
  if (entityId && entity.id !== entityId) found.push(`the event is about ${entityId} and carries ${entity.id}`)
  const agrees = asked ? undefined : REPORTS.get(type)?.agrees
  const status = entity.resource === "chargeback" ? undefined : entity.status
  if (agrees && status !== undefined && !agrees.includes(status)) {
    found.push(`the event is ${type}, its ${entity.resource} says ${status}`)
  }
  if (profileIds && entity.resource === "payment" && !profileIds.includes(entity.profileId ?? "")) {
    found.push(`the account takes ${profileIds.join(", ")}, the payment belongs to ${entity.profileId ?? "no named profile"}`)
  }
  return found
}
