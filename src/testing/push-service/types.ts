/** A browser's subscription in the form of `PushSubscription.toJSON()`. */
export interface TestPushSubscription {
  readonly endpoint: string
  readonly expirationTime: null
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** A message as the device would see it, and the headers for the push service. */
export interface ReceivedPush {
  /** The last part of the answer's Location. */
  readonly id: string
  readonly endpoint: string
  /** Decrypted, as the service worker reads it. */
  readonly text: string
  readonly ttl: number
  readonly urgency: string
  readonly topic: string | null
  /** Verified claims of the sender. */
  readonly vapid: { readonly aud: string; readonly exp: number; readonly sub: string; readonly publicKey: string }
}

/** An answer in place of accepting a message. */
export interface PushAnswer {
  /** `silent`: none ever comes. */
  readonly status: number | "silent"
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Number of calls that get it. Default: 1. */
  readonly times?: number
}

/** The reason why the push service does not accept a call. */
export class PushRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
    this.name = "PushRefusal"
  }
}
