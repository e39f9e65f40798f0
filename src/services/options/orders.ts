import { z } from "@medusajs/framework/zod"

/** What becomes of an order whose payment the provider has given up. */
export const orders = z
  .strictObject({
    /**
     * Cancel an order that is neither paid nor fulfilled when its payment was canceled or has expired; its reservations are released. Off: the
     * order is kept, and put before a person.
     */
    cancelUnpaid: z.boolean().default(false),
  })
  .prefault({})
