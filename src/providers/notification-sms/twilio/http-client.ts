import type twilio from "twilio"
import { retryAfterSeconds } from "../../../services/providers/kit/retry-after"
import { SendError } from "../../../services/notifications/send-error"

export type TwilioSdk = typeof twilio
type HttpClient = InstanceType<TwilioSdk["RequestClient"]>

/**
 * The SDK's HTTP client with its retries off, its timeout bounded, and Twilio's `Retry-After` honored: the errors that the SDK
 * makes of an answer have no headers. With `apiUrl`, every request goes there instead.
 */
export function createHttpClient(
  sdk: TwilioSdk,
  { timeoutMs, apiUrl }: { readonly timeoutMs: number; readonly apiUrl?: string | undefined },
): HttpClient {
  return new (class extends sdk.RequestClient {
    override async request<Data>(options: Parameters<HttpClient["request"]>[0] & { data?: Data }) {
      const uri = apiUrl ? moved(options.uri, apiUrl) : options.uri
      const response = await super.request<Data>({ ...options, uri })
      if (response.statusCode === 429 || response.statusCode === 503) throw busy(response)
      return response
    }
  })({ timeout: timeoutMs, autoRetry: false })
}

function moved(uri: string, apiUrl: string): string {
  const { pathname, search } = new URL(uri)
  return apiUrl + pathname + search
}

function busy({ statusCode, headers }: { statusCode: number; headers: unknown }): SendError {
  const wish = (headers as Record<string, unknown>)["retry-after"]
  const seconds = retryAfterSeconds(new Headers(typeof wish === "string" ? { "retry-after": wish } : {}), new Date())
  return new SendError(`Twilio answered ${statusCode}`, {
    kind: "transient",
    code: statusCode === 429 ? "throttled" : "unavailable",
    ...(seconds !== undefined && { retryAfterSeconds: seconds }),
  })
}
