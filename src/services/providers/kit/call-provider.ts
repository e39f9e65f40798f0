import { ProviderUnavailableError } from "../../domain/errors"
import type { ProviderContext } from "../provider"
import { retryAfterSeconds } from "./retry-after"

const TIMEOUT_MS = 10_000
/** More than any answer about one payment. */
const MAX_BYTES = 4 * 1024 * 1024

export interface ProviderAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer
}

/**
 * One HTTP call to a provider: no redirects, ten seconds at most, four MiB at most. Resolves for every answer below 500 except
 * 429. Throws ProviderUnavailableError for all else, without the request's headers and the answer's body: they hold credentials
 * and payers' data. The error carries the `Retry-After` of a busy provider.
 *
 * @example
 * ```ts
 * import { callProvider, readJson } from "medusa-payment-notifications/webhooks"
 *
 * // In a provider's `refetch` or `query`, with the context it was given.
 * const { status, body } = await callProvider(context, `${apiUrl}/payments/${encodeURIComponent(id)}`, {
 *   headers: { authorization: `Bearer ${apiKey}` },
 * })
 * if (status === 404) return undefined
 * const payment = readJson(body)
 * ```
 */
export async function callProvider(
  { fetch, now }: Pick<ProviderContext<unknown>, "fetch"> & Partial<Pick<ProviderContext<unknown>, "now">>,
  url: string | URL,
  init: Omit<RequestInit, "redirect" | "signal"> = {},
): Promise<ProviderAnswer> {
  const place = new URL(url).host
  let answer: ProviderAnswer
  try {
    const response = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) })
    answer = { status: response.status, headers: response.headers, body: await readAtMost(response, MAX_BYTES) }
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown"
    throw new ProviderUnavailableError(`${place} could not be asked (${reason})`)
  }
  if (answer.status === 429 || answer.status >= 500) {
    throw new ProviderUnavailableError(`${place} answered ${answer.status}; it is asked again later`, {
      retryAfterSeconds: retryAfterSeconds(answer.headers, now?.() ?? new Date()),
    })
  }
  return answer
}

async function readAtMost(response: Response, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  if (response.body) {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > limit) throw new RangeError(`the answer is larger than ${limit} bytes`)
      chunks.push(Buffer.from(chunk))
    }
  }
  return Buffer.concat(chunks)
}
