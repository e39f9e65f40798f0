/** What a channel tells of a message after it took it. It may come twice, late, or never. */
export interface Receipt {
  /** The provider's own id of the message. */
  readonly externalId: string | null
  /** Our own id of it (`pnot_…`), where the channel carried it; in any case of letters. */
  readonly notificationId: string | null
  readonly state: "delivered" | "undelivered"
  /** The channel's code of what went wrong. */
  readonly code: string | null
}

/** The key a message was handed over with is its id, with the number of the attempt behind a colon once a person sent it again. */
export const notificationIdOf = (idempotencyKey: string | null | undefined): string | null =>
  idempotencyKey?.split(":")[0] || null
