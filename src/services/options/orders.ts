import { z } from "@medusajs/framework/zod"

/** Orders whose payment the provider has canceled or let expire. */
export const orders = z
  .strictObject({
    /**
     * Cancel an order that is neither paid nor fulfilled when its payment was canceled or has expired; its reservations are
     * released. Off: the order is kept, and put up for review.
     */
    cancelUnpaid: z.boolean().default(false),
  })
  .prefault({})
