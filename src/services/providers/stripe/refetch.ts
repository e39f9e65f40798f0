import { ProviderUnavailableError } from "../../domain/errors"
import type { ProviderContext, ProviderEvent } from "../provider"
import { readObject } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { askStripe } from "./ask"
import { pickThin, readSnapshot, THIN, type StripeEvent } from "./event"
import { requireId } from "./fields"
import type { StripeOptions } from "./options"
import { attempt, type Reader } from "./reader"
import { READERS, snapshotType } from "./readers"

type Context = ProviderContext<StripeOptions>

/**
 * Fetches the object of a thin event, or a field that a snapshot event leaves out, and returns the snapshot event that Stripe
 * would have sent. Any other event is returned unchanged. Throws ProviderUnavailableError when Stripe does not show the object:
 * it is retried, so that a key can be mended.
 */
export async function refetchStripe(event: ProviderEvent<StripeEvent>, context: Context): Promise<ProviderEvent<StripeEvent>> {
  const question = context.options.apiKeys && questionOf(event, context.options)
  if (!question) return event
  const { type, reader, id, livemode } = question
  const answer = (await askPreview(question, context)) ?? (await ask(question, context))
  if (answer === undefined) {
    throw new ProviderUnavailableError(
      "Stripe does not show the object (404); check that apiKeys holds a key of this account and mode that may read it",
    )
  }
  const named = requireSame(answer, id)
  const object = attempt(() => reader.pick(named))
  if (!object) throw new ProviderUnavailableError(`Stripe answered with something else than ${reader.what}`)
  return { ...event, type, payload: { object: "event", livemode, data: { object } } }
}

const ask = ({ reader, place, stripeContext }: Question, context: Context): Promise<unknown> =>
  askStripe(place + (reader.expand ? `?expand[]=${reader.expand.field}` : ""), context, stripeContext)

/**
 * The object as a preview of the API shows it. Undefined for whatever stands in the way: an account may have no preview, a key may not
 * read it, and a preview ends. The object is then asked for as ever, and money waits for none of it.
 */
async function askPreview({ reader: { expand }, place, stripeContext }: Question, context: Context): Promise<unknown> {
  if (!expand?.preview || !context.options.sellsThroughAgents) return undefined
  const { version, field } = expand.preview
  try {
    return await askStripe(`${place}?expand[]=${expand.field}&expand[]=${field}`, context, stripeContext, version)
  } catch (error) {
    if (error instanceof ProviderUnavailableError) return undefined
    throw error
  }
}

interface Question {
  readonly type: string
  readonly reader: Reader
  readonly place: string
  readonly id: string
  readonly livemode: boolean
  readonly stripeContext?: string | undefined
}

/** The object that has to be asked for to read an event. Undefined: the event is enough, or is not read. */
function questionOf({ type: reported, payload }: ProviderEvent<StripeEvent>, options: StripeOptions): Question | undefined {
  const isThin = payload.object === THIN
  const type = isThin ? (snapshotType(reported) ?? "") : reported
  const reader = READERS.get(type)
  if (!reader) return undefined
  if (isThin) {
    const thin = attempt(() => pickThin(payload))
    if (!thin) return undefined
    const { livemode, related_object, context: stripeContext } = thin
    return { type, reader, place: related_object.url, id: related_object.id, livemode, stripeContext }
  }
  const missing = reader.expand?.missing(payload, options)
  if (!missing) return undefined
  const { livemode, account: stripeContext, object } = readSnapshot(payload)
  return { type, reader, place: missing.place, id: requireId(object), livemode, stripeContext }
}

function requireSame(answer: unknown, id: string): JsonObject {
  const object = readObject(answer)
  if (object?.id === id) return object
  throw new ProviderUnavailableError("Stripe answered with another object than the one asked for")
}
