/** A browser's subscription as `PushSubscription.toJSON()` gives it. */
export interface TestPushSubscription {
  readonly endpoint: string
  readonly expirationTime: null
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** A message as the device would see it, and what came along for the push service. */
export interface ReceivedPush {
  /** The last part of the Location that was answered. */
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

/** What is to be answered in place of taking a message. */
export interface PushAnswer {
  /** `silent`: none ever comes. */
  readonly status: number | "silent"
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** How often. Default: 1. */
  readonly times?: number
}

/** Why the push service does not take a call. */
export class PushRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
    this.name = "PushRefusal"
  }
}
