import { UnsafeEndpointError } from "../../services/domain/errors"
import type { PostAnswer } from "../../services/net/post"
import { retryAfterSeconds } from "../../services/providers/kit/retry-after"
import { SendError, type SendFailure } from "../../services/notifications/send-error"

/** Failures by a push service's status, after RFC 8030 and the documentation of the browsers' services. */
const FAILURES: Readonly<Record<number, Pick<SendFailure, "kind" | "code">>> = {
  401: { kind: "permanent", code: "auth_failed" },
  403: { kind: "permanent", code: "auth_failed" },
  404: { kind: "permanent", code: "gone" },
  408: { kind: "transient", code: "timeout" },
  410: { kind: "permanent", code: "gone" },
  413: { kind: "permanent", code: "too_large" },
  429: { kind: "transient", code: "throttled" },
}

/** A refusal of the push service. It quotes the service's own words, but no URL: an endpoint is a capability. */
export function refusal({ status, headers, text }: PostAnswer, host: string, now: Date): SendError {
  const failure =
    FAILURES[status] ??
    (status >= 500 ? { kind: "transient" as const, code: "unavailable" } : { kind: "permanent" as const, code: "rejected" })
  const seconds = failure.kind === "transient" ? retryAfterSeconds(headers, now) : undefined
  return new SendError(`${host} answered ${status}${wordsOf(text)}`, {
    ...failure,
    ...(seconds !== undefined && { retryAfterSeconds: seconds }),
  })
}

function wordsOf(text: string): string {
  const words = text
    .replace(/https?:\/\/[^\s"']+/g, "…")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 200)
  return words && `: ${words}`
}

/** A call that got no answer. */
export function breakdown(error: unknown, host: string): SendError {
  if (error instanceof UnsafeEndpointError) {
    return new SendError(`The subscription's endpoint is not called: ${error.message}`, { kind: "permanent", code: error.code })
  }
  const { name, code } = error as Partial<NodeJS.ErrnoException>
  if (name === "TimeoutError") return new SendError(`${host} did not answer in time`, { kind: "transient", code: "timeout" })
  return new SendError(`${host} could not be reached (${code ?? name})`, { kind: "transient", code: "unreachable" })
}
