import { z } from "@medusajs/framework/zod"

/** Disputes and the deadlines for answering them. */
export const disputeOptions = z
  .strictObject({
    /** Hours before a dispute's deadline at which the merchant is reminded of it, once each. Empty: never. */
    remindBeforeHours: z
      .array(
        z
          .number()
          .int()
          .min(1)
          .max(30 * 24),
      )
      .max(10)
      .default([72, 24])
      .transform((hours) => [...new Set(hours)].sort((a, b) => b - a)),
  })
  .prefault({})
