import { ProviderUnavailableError } from "../../domain/errors"
import { callProvider, type ProviderAnswer } from "../call-provider"
import type { ProviderContext, ProviderEvent } from "../provider"
import { readJson, requireShape } from "../read-json"
import { THIN, thinEvent, type StripeEvent } from "./event"
import type { StripeOptions } from "./options"
import { READERS, snapshotType } from "./readers"

const STRIPE = "https://api.stripe.com"

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
  const answer = await ask(related_object.url, apiKeys, stripeContext, context)
  const payload = { object: "event", livemode, data: { object: read(answer, related_object.id) } }
  try {
    requireShape(reader.shape, payload)
  } catch (cause) {
    throw new ProviderUnavailableError(`Stripe answered with something else than ${reader.what}`, { cause })
  }
  return { ...event, type, payload }
}

/** Asks with one key after the other, as long as Stripe does not know the key. */
async function ask(path: string, apiKeys: readonly string[], stripeContext: string | null | undefined, context: Context) {
  const url = (context.options.apiUrl ?? STRIPE) + path
  let answer: ProviderAnswer | undefined
  for (const key of apiKeys) {
    const headers = { authorization: `Bearer ${key}`, ...(stripeContext && { "stripe-context": stripeContext }) }
    answer = await callProvider(context, url, { headers })
    if (answer.status !== 401) break
  }
  if (answer?.status === 200) return answer
  throw new ProviderUnavailableError(
    `Stripe answered ${answer?.status} instead of the object; check that apiKeys holds a key of this account and mode that may read it`,
  )
}

function read({ body }: ProviderAnswer, id: string): unknown {
  let object: unknown
  try {
    object = readJson(body)
  } catch (cause) {
    throw new ProviderUnavailableError("what Stripe answered cannot be read", { cause })
  }
  if ((object as { id?: unknown } | null)?.id !== id) {
    throw new ProviderUnavailableError("Stripe answered with another object than the one asked for")
  }
  return object
}
