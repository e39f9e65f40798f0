import { ProviderUnavailableError } from "../../domain/errors"
import { callProvider, type ProviderAnswer } from "../kit/call-provider"
import type { ProviderContext } from "../provider"
import { readJson } from "../kit/read-json"
import type { StripeOptions } from "./options"

const STRIPE = "https://api.stripe.com"

/**
 * Reads a path of Stripe's API, with one key after the other as long as Stripe does not know the key. Undefined when Stripe has
 * nothing there. `version`: another one than the account's. Throws ProviderUnavailableError for every other answer: it is retried, so that a key can be mended.
 */
export async function askStripe(
  path: string,
  context: ProviderContext<StripeOptions>,
  stripeContext?: string | null,
  version?: string,
): Promise<unknown> {
  const { apiKeys = [], apiUrl = STRIPE } = context.options
  let answer: ProviderAnswer | undefined
  for (const key of apiKeys) {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(stripeContext && { "stripe-context": stripeContext }),
      ...(version && { "stripe-version": version }),
    }
    answer = await callProvider(context, apiUrl + path, { headers })
    if (answer.status !== 401) break
  }
  if (answer?.status === 404) return undefined
  if (answer?.status === 200) return read(answer)
  throw new ProviderUnavailableError(
    answer
      ? `Stripe answered ${answer.status}; check that apiKeys holds a key of this account and mode that may read it`
      : "Stripe cannot be asked without apiKeys",
  )
}

function read({ body }: ProviderAnswer): unknown {
  try {
    return readJson(body)
  } catch (cause) {
    throw new ProviderUnavailableError("what Stripe answered cannot be read", { cause })
  }
}
