import { z } from "@medusajs/framework/zod"

/** Money that was paid and that no order can be made of: sold out, the cart changed or gone, the session gone. */
export const orphans = z
  .strictObject({
    /** Seconds of trying to make the order before the money is put before a person, and the customer told that it is looked into. */
    afterSeconds: z.number().positive().default(900),
    /**
     * `review`: a person decides. `refund`: it is given back once, through Medusa's payment provider. A failure is left to a person, and so is
     * a payment whose session this store does not know: it may be another store's on the same provider account.
     */
    policy: z.enum(["review", "refund"]).default("review"),
  })
  .prefault({})
