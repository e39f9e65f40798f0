import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { THIN, thinEvent, type StripeEvent } from "./event"
import type { StripeOptions } from "./options"
import { READERS, snapshotType } from "./readers"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads an event as one fact. Pure and total. */
export function normalizeStripe(event: ProviderEvent<StripeEvent>, { options }: ProviderContext<StripeOptions>): Reading {
  const { type, occurredAt, payload } = event
  if (payload.object === THIN) return normalizeThin(event, options)
  const reader = READERS.get(type)
  if (!reader) return ignored(`event type "${type}" is not read`)
  if (options.apiKeys && reader.expand?.missing(payload)) return { facts: [], refetch: true }
  const read = reader.read(payload, occurredAt)
  if (read === undefined) return ignored(`"${type}" does not carry ${reader.what}`)
  return typeof read === "string" ? ignored(read) : { facts: [read] }
}

/** A thin event only names the object to ask Stripe for. */
function normalizeThin({ type, payload }: ProviderEvent<StripeEvent>, { apiKeys }: StripeOptions): Reading {
  if (!READERS.has(snapshotType(type) ?? "")) return ignored(`event type "${type}" is not read`)
  if (!thinEvent.safeParse(payload).success) return ignored(`"${type}" does not say what it is about`)
  if (!apiKeys) {
    return ignored(`"${type}" is a thin event, which does not carry the payment; give apiKeys, or send snapshot events`)
  }
  return { facts: [], refetch: true }
}
