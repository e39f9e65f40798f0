import { z } from "@medusajs/framework/zod"

/** Paid money of which no order can be made: sold out, the cart changed or gone, the session gone. */
export const orphans = z
  .strictObject({
    /** Seconds of attempts to make the order before the money is put up for review and the customer is notified of the review. */
    afterSeconds: z.number().positive().default(900),
    /**
     * `review`: a person decides. `refund`: the money is refunded or voided once, through Medusa's payment provider. A failure
     * goes to a person, and so does a payment whose session this store does not know: it may belong to another store on the same
     * provider account.
     */
    policy: z.enum(["review", "refund"]).default("review"),
  })
  .prefault({})
