import type { Fact } from "../../domain/facts"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { chargebackFact, paymentFact, refundFact } from "./entity-facts"
import { kept, type MolliePayload } from "./event"
import type { MollieOptions } from "./options"
import { canAsk } from "./refetch"
import { REPORTS } from "./reports"
import { snapshotFacts } from "./snapshot"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads an event as facts: one about its entity, or all facts of a payment that Mollie was asked for. Pure and total. */
export function normalizeMollie(
  event: ProviderEvent<MolliePayload>,
  { options }: Pick<ProviderContext<MollieOptions>, "options">,
): Reading {
  const { type, occurredAt } = event
  const { success, data: payload } = kept.safeParse(event.payload)
  if (!success) return ignored(`"${type}" cannot be read any more`)
  if (payload.asked === "unknown") return ignored(`Mollie knows no payment for "${type}" with these apiKeys`)
  const contradictions = contradictionsOf(type, payload, options)
  const held = contradictions.length > 0 ? { contradictions } : {}
  if (payload.asked === "found" && payload.entity?.resource === "payment") {
    const facts = snapshotFacts(payload.entity)
    return facts.length
      ? { facts: facts.map((fact) => ({ ...fact, ...held })) }
      : ignored(`"${type}" is a status that is not read`)
  }
  if (type === "payment-link.paid") return ignored('"payment-link.paid" does not name the payment; subscribe to payment.paid')
  const report = REPORTS.get(type)
  if (!report) return ignored(`event type "${type}" is not read`)
  if (canAsk(event, options)) return { facts: [], refetch: true }
  const fact = eventFact(type, payload)
  if (!fact) return ignored(`"${type}" came without its ${report.resource}; let Mollie send full payloads`)
  return { facts: [{ ...fact, ...(occurredAt && { occurredAt }), ...held }] }
}

function eventFact(type: string, { entity }: MolliePayload): Fact | undefined {
  const report = REPORTS.get(type)
  if (report?.resource === "payment" && entity?.resource === "payment") return paymentFact(entity, report.state)
  if (report?.resource === "refund" && entity?.resource === "refund") return refundFact(entity, report.state, report.reasonCode)
  if (report?.resource === "chargeback" && entity?.resource === "chargeback") return chargebackFact(entity, report.state)
  return undefined
}

/** The contradictions in an event, as sentences for a person. Their money is quarantined. */
function contradictionsOf(type: string, { entity, entityId, asked }: MolliePayload, { profileIds }: MollieOptions): string[] {
  if (!entity) return []
  const found: string[] = []
  if (entityId && entity.id !== entityId) found.push(`the event is about ${entityId} and carries ${entity.id}`)
  const agrees = asked ? undefined : REPORTS.get(type)?.agrees
  if (agrees && entity.resource !== "chargeback" && !agrees.includes(entity.status)) {
    found.push(`the event is ${type}, its ${entity.resource} says ${entity.status}`)
  }
  if (profileIds && entity.resource === "payment" && !profileIds.includes(entity.profileId ?? "")) {
    found.push(`the account takes ${profileIds.join(", ")}, the payment belongs to ${entity.profileId ?? "no named profile"}`)
  }
  return found
}
