import { z } from "@medusajs/framework/zod"

const LONGEST_DAYS = 3650

/** `false`: for ever. */
const days = (least: number) => z.union([z.number().int().min(least).max(LONGEST_DAYS), z.literal(false)])

/** Days for which finished rows are kept. Payments, their history and attention items are never deleted. */
export const retentionOptions = z
  .strictObject({
    /**
     * Processed and ignored webhook events, with their raw bytes. They distinguish a repeated event from a new one, and the
     * longest that providers repeat one is 30 days. 400 days are the financial year of the event and a month to close its
     * accounts. A chargeback may come after 540 days, but it needs only the payment.
     */
    webhookEventDays: days(35).default(400),
    /** Messages that were sent, given up or suppressed, here and in the Notification Module. They hold addresses. */
    notificationDays: days(35).default(400),
    /** Runs of reconciliation, repaired differences, and the checks of payments that are no longer compared. */
    reconciliationDays: days(1).default(90),
    /** Deliveries that arrived, were given up or canceled, with their attempts. */
    deliveryDays: days(1).default(30),
  })
  .prefault({})

export type RetentionOptions = z.output<typeof retentionOptions>
