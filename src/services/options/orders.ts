import { z } from "@medusajs/framework/zod"

/** How orders are made of paid carts, and what becomes of those whose payment the provider has canceled or let expire. */
export const orders = z
  .strictObject({
    /**
     * Cancel an order that is neither paid nor fulfilled when its payment was canceled or has expired; its reservations are
     * released. Off: the order is kept, and put up for review.
     */
    cancelUnpaid: z.boolean().default(false),
    /**
     * The name of a workflow of the store's own that completes a cart in place of core's `complete-cart`: called with
     * `{ id: <cart id> }`, it answers an object with the order's `id`.
     */
    completeCartWorkflow: z.string().min(1).optional(),
  })
  .prefault({})
