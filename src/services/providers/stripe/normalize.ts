import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { pickThin, THIN, type StripeEvent } from "./event"
import type { StripeOptions } from "./options"
import { attempt } from "./reader"
import { READERS, snapshotType } from "./readers"
import { silence } from "./silent"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads an event as one fact. Pure and total. */
export function normalizeStripe(event: ProviderEvent<StripeEvent>, { options }: ProviderContext<StripeOptions>): Reading {
  const { type, occurredAt, payload } = event
  if (payload.object === THIN) return normalizeThin(event, options)
  const reader = READERS.get(type)
  if (!reader) return ignored(silence(type))
  if (options.apiKeys && reader.expand?.missing(payload, options)) return { facts: [], refetch: true }
  const read = reader.read(payload, occurredAt, options)
  if (read === undefined) return ignored(`"${type}" does not carry ${reader.what}`)
  if (typeof read === "string") return ignored(read)
  return "unclear" in read ? { facts: [], unclear: read.unclear } : { facts: [read] }
}

/** Types that say that money came, went, goes back or is claimed, whatever their object says. */
const MONEY = /(?:succeeded|captured|capturable_updated|completed|refund|dispute|early_fraud_warning|cash_balance)/

/** A thin event only names the object to ask Stripe for. */
function normalizeThin({ type, payload }: ProviderEvent<StripeEvent>, { apiKeys }: StripeOptions): Reading {
  if (!READERS.has(snapshotType(type) ?? "")) return ignored(silence(type))
  const thin = attempt(() => pickThin(payload))
  if (!thin) return ignored(`"${type}" does not say what it is about`)
  if (apiKeys) return { facts: [], refetch: true }
  const detail = `"${type}" is a thin event, which does not carry the payment; give apiKeys, or send snapshot events`
  if (!MONEY.test(type)) return ignored(detail)
  const { id } = thin.related_object
  return { facts: [], unclear: { detail, ...(id.startsWith("pi_") && { providerPaymentId: id }) } }
}
