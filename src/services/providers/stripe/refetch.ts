import { ProviderUnavailableError } from "../../domain/errors"
import type { ProviderContext, ProviderEvent } from "../provider"
import { requireShape } from "../read-json"
import { askStripe } from "./ask"
import { THIN, thinEvent, type StripeEvent } from "./event"
import type { StripeOptions } from "./options"
import { READERS, snapshotType } from "./readers"

type Context = ProviderContext<StripeOptions>

/**
 * Fetches what a thin event is about and hands it on as the snapshot event that Stripe would have sent; any other event is handed
 * on as it is. Throws ProviderUnavailableError when Stripe does not show the object: tried again, so that a key can be mended.
 */
export async function refetchStripe(event: ProviderEvent<StripeEvent>, context: Context): Promise<ProviderEvent<StripeEvent>> {
  const { apiKeys } = context.options
  const type = snapshotType(event.type) ?? ""
  const reader = READERS.get(type)
  const thin = thinEvent.safeParse(event.payload)
  if (event.payload.object !== THIN || !apiKeys || !reader || !thin.success) return event
  const { livemode, related_object, context: stripeContext } = thin.data
  const answer = await askStripe(related_object.url, context, stripeContext)
  if (answer === undefined) {
    throw new ProviderUnavailableError(
      "Stripe does not show the object (404); check that apiKeys holds a key of this account and mode that may read it",
    )
  }
  const payload = { object: "event", livemode, data: { object: requireId(answer, related_object.id) } }
  try {
    requireShape(reader.shape, payload)
  } catch (cause) {
    throw new ProviderUnavailableError(`Stripe answered with something else than ${reader.what}`, { cause })
  }
  return { ...event, type, payload }
}

function requireId(object: unknown, id: string): unknown {
  if ((object as { id?: unknown } | null)?.id === id) return object
  throw new ProviderUnavailableError("Stripe answered with another object than the one asked for")
}
