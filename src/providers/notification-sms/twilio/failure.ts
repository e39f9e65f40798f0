import { SendError, type SendFailure } from "../../../services/notifications/send-error"

/**
 * Failures of the recipient or the text are permanent. Failures of the account (credentials, balance, sender) are transient: once
 * it is mended, the waiting messages go out.
 */
const FAILURES: Readonly<Record<string, readonly number[]>> = {
  // No number, a short code, the sender itself, no mobile number, a landline.
  "permanent invalid_recipient": [21211, 21265, 21266, 21614, 21635],
  "permanent unsubscribed": [21610],
  "permanent unreachable": [21612, 30003, 30005, 30006],
  "permanent destination_not_allowed": [21408],
  "permanent content_rejected": [21602, 21617, 21619, 30004, 30007],
  "transient throttled": [14107, 20429, 21611, 30001, 30022],
  "transient auth_failed": [20003, 20008],
  "transient account_suspended": [20005, 30002],
  "transient misconfigured": [20404, 21212, 21267, 21603, 21606, 21608, 21609, 21659, 21660, 21661, 21701, 21703, 21705],
}

const BY_CODE: ReadonlyMap<number, SendFailure> = new Map(
  Object.entries(FAILURES).flatMap(([failure, codes]) => {
    const [kind, code] = failure.split(" ") as [SendFailure["kind"], string]
    return codes.map((number) => [number, { kind, code }] as const)
  }),
)

interface RefusedMessage {
  /** HTTP status of Twilio's answer. */
  readonly status?: unknown
  /** Twilio's number of the error, or the word of an error below HTTP. */
  readonly code?: unknown
}

/**
 * The SDK's error as a SendError. Neither its message nor the error itself is included: the message repeats the customer's
 * number, and the error may hold the request with its credentials.
 */
export function twilioFailure(error: unknown): SendError {
  if (error instanceof SendError) return error
  const { status, code }: RefusedMessage = typeof error === "object" && error !== null ? error : {}
  if (typeof status !== "number") {
    const late = code === "ECONNABORTED" || code === "ETIMEDOUT"
    return new SendError(`Twilio could not be reached${typeof code === "string" ? ` (${code})` : ""}`, {
      kind: "transient",
      code: late ? "timeout" : "unavailable",
    })
  }
  return new SendError(
    `Twilio answered ${status}${code === undefined ? "" : `, error ${String(code)}`}`,
    byAnswer(status, Number(code)),
  )
}

function byAnswer(status: number, code: number): SendFailure {
  const known = BY_CODE.get(code)
  if (known) return known
  if (status === 401 || status === 403) return { kind: "transient", code: "auth_failed" }
  if (status === 429) return { kind: "transient", code: "throttled" }
  const refused = status >= 400 && status < 500 && status !== 408
  return refused ? { kind: "permanent", code: "rejected" } : { kind: "transient", code: "unavailable" }
}
