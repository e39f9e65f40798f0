/** One text message on its way out. */
export interface SmsMessage {
  /** Validated E.164: `+14155550123`. */
  readonly to: string
  /** Sender named by the notification itself, in place of the configured one. */
  readonly from: string | undefined
  /** Name of the notification's template in the store. */
  readonly template: string
  /** The written text, where the notification has one. */
  readonly text: string | undefined
  /** Values for a template that the vendor stores. */
  readonly data: Readonly<Record<string, unknown>>
  /** The same for every attempt at one notification. */
  readonly idempotencyKey: string | undefined
  /** True when an earlier attempt at this notification may have gone out without our knowledge. */
  readonly isRepeat: boolean
}

/** The vendor's id of the message, which its delivery receipts bear as well. Undefined where the vendor no longer gives it. */
export interface SmsSent {
  readonly id?: string
}

/** A vendor of text messages. */
export interface SmsDriver {
  /** Resolves once the vendor has accepted the message. Throws SendError for every failure. */
  send(message: SmsMessage): Promise<SmsSent>
}
