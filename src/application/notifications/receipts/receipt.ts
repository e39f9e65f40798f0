/** A channel's report about a message after it took it. It may come twice, late, or never. */
export interface Receipt {
  /** The provider's own id of the message. */
  readonly externalId: string | null
  /** Our own id of it (`pnot_…`), where the channel carried it; in any case of letters. */
  readonly notificationId: string | null
  readonly state: "delivered" | "undelivered"
  /** The channel's code of the fault. */
  readonly code: string | null
}

/**
 * The key a message was handed over with is its id. Once a person sent it again, the number of the attempt follows behind a
 * colon.
 */
export const notificationIdOf = (idempotencyKey: string | null | undefined): string | null =>
  idempotencyKey?.split(":")[0] || null
