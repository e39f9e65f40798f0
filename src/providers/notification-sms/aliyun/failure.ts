import { SendError, type SendFailure } from "../../../services/notifications/send-error"

/**
 * Failures of the recipient or the values are permanent. Failures of the account (credentials, balance, approvals, limits) are
 * transient: once it is mended, the waiting messages go out.
 */
const FAILURES: Readonly<Record<string, readonly string[]>> = {
  "permanent invalid_recipient": ["isv.MOBILE_NUMBER_ILLEGAL", "isv.MOBILE_COUNT_OVER_LIMIT"],
  "permanent destination_not_allowed": ["isv.DOMESTIC_NUMBER_NOT_SUPPORTED"],
  "permanent content_rejected": [
    "isv.TEMPLATE_MISSING_PARAMETERS",
    "isv.TEMPLATE_PARAMS_ILLEGAL",
    "isv.INVALID_JSON_PARAM",
    "isv.PARAM_LENGTH_LIMIT",
    "isv.PARAM_NOT_SUPPORT_URL",
    "isv.BLACK_KEY_CONTROL_LIMIT",
    "isv.SMS_CONTENT_ILLEGAL",
  ],
  "transient throttled": ["isv.BUSINESS_LIMIT_CONTROL", "isv.DAY_LIMIT_CONTROL", "isv.MONTH_LIMIT_CONTROL"],
  "transient auth_failed": [
    "SignatureDoesNotMatch",
    "IncompleteSignature",
    "isp.RAM_PERMISSION_DENY",
    "isv.ACCOUNT_NOT_EXISTS",
    "isv.DENY_IP_RANGE",
  ],
  "transient insufficient_balance": ["isv.AMOUNT_NOT_ENOUGH", "isv.OUT_OF_SERVICE"],
  "transient account_suspended": ["isv.ACCOUNT_ABNORMAL", "isv.PRODUCT_UN_SUBSCRIPT", "isv.PRODUCT_UNSUBSCRIBE"],
  "transient misconfigured": [
    "isv.SMS_TEMPLATE_ILLEGAL",
    "isv.SMS_SIGNATURE_ILLEGAL",
    "isv.SMS_SIGNATURE_SCENE_ILLEGAL",
    "isv.SMS_SIGN_ILLEGAL",
    "isv.SIGN_STATE_ILLEGAL",
    // This server's clock.
    "InvalidTimeStamp.Expired",
  ],
}

const BY_CODE: ReadonlyMap<string, SendFailure> = new Map(
  Object.entries(FAILURES).flatMap(([failure, codes]) => {
    const [kind, code] = failure.split(" ") as [SendFailure["kind"], string]
    return codes.map((word) => [word, { kind, code }] as const)
  }),
)

/** Alibaba Cloud's own word for a refusal, from the body of an answer. `isv.` is the sender's fault, `isp.` is theirs. */
export function aliyunRefusal(word: string): SendError {
  const known = BY_CODE.get(word)
  const fallback: SendFailure = word.startsWith("isv.")
    ? { kind: "permanent", code: "rejected" }
    : { kind: "transient", code: "unavailable" }
  return new SendError(`Alibaba Cloud answered ${word}`, known ?? fallback)
}

interface RefusedMessage {
  readonly name?: unknown
  readonly code?: unknown
  readonly statusCode?: unknown
  /** Milliseconds, from the header `x-acs-retry-after`. */
  readonly retryAfter?: unknown
}

/** The SDK's error as a SendError. Neither its message nor the error itself is included: the request would go along with it. */
export function aliyunFailure(error: unknown): SendError {
  if (error instanceof SendError) return error
  const { name, code, statusCode, retryAfter }: RefusedMessage = typeof error === "object" && error !== null ? error : {}
  if (typeof statusCode !== "number") {
    const late = typeof name === "string" && name.startsWith("RequestTimeout")
    return new SendError("Alibaba Cloud could not be reached, or its answer not be read", {
      kind: "transient",
      code: late ? "timeout" : "unavailable",
    })
  }
  const word = String(code)
  if (word.includes("Throttling") || statusCode === 429) {
    return new SendError(`Alibaba Cloud answered ${statusCode}, ${word}`, {
      kind: "transient",
      code: "throttled",
      ...(typeof retryAfter === "number" && { retryAfterSeconds: retryAfter / 1000 }),
    })
  }
  return new SendError(`Alibaba Cloud answered ${statusCode}, ${word}`, BY_CODE.get(word) ?? byStatus(statusCode, word))
}

function byStatus(status: number, word: string): SendFailure {
  const credentials = word.startsWith("InvalidAccessKeyId") || word.startsWith("Forbidden") || word.startsWith("NoPermission")
  if (credentials || status === 401 || status === 403) return { kind: "transient", code: "auth_failed" }
  return status >= 500 ? { kind: "transient", code: "unavailable" } : { kind: "permanent", code: "rejected" }
}
