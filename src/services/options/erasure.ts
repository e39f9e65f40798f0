import { z } from "@medusajs/framework/zod"

/** When a person's data is erased without a command. */
export const erasureOptions = z
  .strictObject({
    /**
     * Erase a customer's data here when Medusa deletes the customer. Off, because it cannot be undone, and a store may delete
     * customers for other reasons than their wish. Preferences and browsers go in any case.
     */
    onCustomerDeleted: z.boolean().default(false),
  })
  .prefault({})
