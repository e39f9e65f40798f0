import { z } from "@medusajs/framework/zod"

const LONGEST_DAYS = 3650

/** `false`: for ever. */
const days = (least: number) => z.union([z.number().int().min(least).max(LONGEST_DAYS), z.literal(false)])

/** Days for which rows are kept that nothing is left to do about. Payments, their history and attention items are never deleted. */
export const retentionOptions = z
  .strictObject({
    /**
     * Processed and ignored webhook events, with their raw bytes. They tell a repeated event from a new one, and the longest that
     * providers repeat one is 30 days. 400 is the year that its books are about and a month to close them: a chargeback may come after
     * 540 days, but what it needs is the payment.
     */
    webhookEventDays: days(35).default(400),
    /** Messages that were sent, given up, or not true any more, here and in the Notification Module. They hold addresses. */
    notificationDays: days(35).default(400),
    /** Runs of reconciliation, differences that were repaired, and when settled payments were compared. */
    reconciliationDays: days(1).default(90),
  })
  .prefault({})

export type RetentionOptions = z.output<typeof retentionOptions>
