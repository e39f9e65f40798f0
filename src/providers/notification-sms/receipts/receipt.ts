/** A vendor's report of a message after it was accepted. A receipt may come twice, late, or never. */
export interface SmsReceipt {
  /** The id that the provider's `send` returned: Twilio's message SID, Alibaba Cloud's BizId. */
  readonly messageId: string
  /** `sent`: handed to the carrier. `delivered` and `undelivered` are final. */
  readonly state: "sent" | "delivered" | "undelivered"
  /** The vendor's own code of the failure or the result; null where there is none. */
  readonly code: string | null
  /** The notification's key, where it was sent with one: it finds a message whose id never arrived. */
  readonly idempotencyKey: string | null
}
