/** One text message on its way out. */
export interface SmsMessage {
  /** E.164, checked: `+14155550123`. */
  readonly to: string
  /** Sender named by the notification itself, in place of the configured one. */
  readonly from: string | undefined
  /** Name of the notification's template, as the store knows it. */
  readonly template: string
  /** The written text, where the notification has one. */
  readonly text: string | undefined
  /** Values for a template kept at the vendor. */
  readonly data: Readonly<Record<string, unknown>>
  /** The same for every attempt at one notification. */
  readonly idempotencyKey: string | undefined
  /** True when an earlier attempt at this notification may have gone out without our hearing of it. */
  readonly isRepeat: boolean
}

/** What the vendor calls the message; its delivery receipts bear the same id. Undefined where the vendor no longer tells. */
export interface SmsSent {
  readonly id?: string
}

/** A vendor of text messages. */
export interface SmsDriver {
  /** Resolves once the vendor has accepted the message. Throws SendError for every failure. */
  send(message: SmsMessage): Promise<SmsSent>
}
