/**
 * The outcome of a send that failed. `permanent`: no retry can help (an address that does not exist). `transient`: a retry may
 * help, after `retryAfterSeconds` where the peer asked for it.
 */
export interface SendFailure {
  readonly kind: "permanent" | "transient"
  /** The cause as a word: `gone`, `invalid_recipient`, `throttled` … */
  readonly code: string
  readonly retryAfterSeconds?: number
}

/** The code of a send, and the reason of a message, whose channel no provider of the Notification Module has. */
export const NO_PROVIDER = "no_provider"

/**
 * Thrown by the notification providers of this package. Medusa's Notification Module stores only the message of a provider's
 * error, so the message ends with the failure in brackets: `[permanent: gone]`, `[transient: throttled, retry after 30 s]`. A
 * provider of a store's own may end its messages in the same way.
 */
export class SendError extends Error implements SendFailure {
  readonly kind: SendFailure["kind"]
  readonly code: string
  readonly retryAfterSeconds?: number

  constructor(message: string, { kind, code, retryAfterSeconds }: SendFailure, options?: ErrorOptions) {
    const later = retryAfterSeconds === undefined ? "" : `, retry after ${Math.ceil(retryAfterSeconds)} s`
    super(`${message} [${kind}: ${code}${later}]`, options)
    this.name = "SendError"
    this.kind = kind
    this.code = code
    if (retryAfterSeconds !== undefined) this.retryAfterSeconds = Math.ceil(retryAfterSeconds)
  }
}

const FAILURE = /\[(permanent|transient): ([a-z0-9_.-]{1,64})(?:, retry after (\d{1,7}) s)?\]\s*$/

/** Reads the failure off the end of an error's message; undefined for the errors of other providers. */
export function readSendFailure(message: string): SendFailure | undefined {
  const [, kind, code, seconds] = FAILURE.exec(message) ?? []
  if (!kind || !code) return undefined
  return {
    kind: kind as SendFailure["kind"],
    code,
    ...(seconds !== undefined && { retryAfterSeconds: Number(seconds) }),
  }
}
