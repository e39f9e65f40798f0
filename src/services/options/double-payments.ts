import { z } from "@medusajs/framework/zod"

/** A cart or an order that is paid twice. */
export const doublePayments = z
  .strictObject({
    /** `review`: a person decides. `refund`: the second payment is refunded or voided once, through Medusa's payment provider. */
    policy: z.enum(["review", "refund"]).default("review"),
  })
  .prefault({})
