import { ProviderUnavailableError } from "../../domain/errors"
import type { ProviderContext, ProviderEvent } from "../provider"
import { requireShape } from "../kit/read-json"
import { askStripe } from "./ask"
import { snapshotEvent, THIN, thinEvent, type StripeEvent } from "./event"
import type { StripeOptions } from "./options"
import type { Reader } from "./reader"
import { READERS, snapshotType } from "./readers"

type Context = ProviderContext<StripeOptions>

/**
 * Fetches the object of a thin event, or a field that a snapshot event leaves out, and returns the snapshot event that Stripe
 * would have sent. Any other event is returned unchanged. Throws ProviderUnavailableError when Stripe does not show the object:
 * it is retried, so that a key can be mended.
 */
export async function refetchStripe(event: ProviderEvent<StripeEvent>, context: Context): Promise<ProviderEvent<StripeEvent>> {
  const question = context.options.apiKeys && questionOf(event)
  if (!question) return event
  const { type, reader, place, id, livemode, stripeContext } = question
  const expanded = reader.expand ? `?expand[]=${reader.expand.field}` : ""
  const answer = await askStripe(place + expanded, context, stripeContext)
  if (answer === undefined) {
    throw new ProviderUnavailableError(
      "Stripe does not show the object (404); check that apiKeys holds a key of this account and mode that may read it",
    )
  }
  const payload = { object: "event", livemode, data: { object: requireId(answer, id) } }
  try {
    requireShape(reader.shape, payload)
  } catch (cause) {
    throw new ProviderUnavailableError(`Stripe answered with something else than ${reader.what}`, { cause })
  }
  return { ...event, type, payload }
}

interface Question {
  readonly type: string
  readonly reader: Reader
  readonly place: string
  readonly id: string
  readonly livemode: boolean
  readonly stripeContext?: string | null | undefined
}

/** The object that has to be asked for to read an event. Undefined: the event is enough, or is not read. */
function questionOf({ type: reported, payload }: ProviderEvent<StripeEvent>): Question | undefined {
  const isThin = payload.object === THIN
  const type = isThin ? (snapshotType(reported) ?? "") : reported
  const reader = READERS.get(type)
  if (!reader) return undefined
  if (isThin) {
    const thin = thinEvent.safeParse(payload)
    if (!thin.success) return undefined
    const { livemode, related_object, context: stripeContext } = thin.data
    return { type, reader, place: related_object.url, id: related_object.id, livemode, stripeContext }
  }
  const missing = reader.expand?.missing(payload)
  const snapshot = missing && snapshotEvent.safeParse(payload)
  if (!missing || !snapshot?.success) return undefined
  const { livemode, account: stripeContext, data } = snapshot.data
  return { type, reader, place: missing.place, id: data.object.id, livemode, stripeContext }
}

function requireId(object: unknown, id: string): unknown {
  if ((object as { id?: unknown } | null)?.id === id) return object
  throw new ProviderUnavailableError("Stripe answered with another object than the one asked for")
}
