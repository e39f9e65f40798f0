/** What a vendor tells of a message after it was accepted. A receipt may come twice, late, or never. */
export interface SmsReceipt {
  /** As the provider's `send` returned it: Twilio's message SID, Alibaba Cloud's BizId. */
  readonly messageId: string
  /** `sent`: handed to the carrier. `delivered` and `undelivered` are final. */
  readonly state: "sent" | "delivered" | "undelivered"
  /** The vendor's own code of what went wrong, or of how it went; null where there is none. */
  readonly code: string | null
  /** The notification's key, where it was sent with one: it finds a message whose id never arrived. */
  readonly idempotencyKey: string | null
}
