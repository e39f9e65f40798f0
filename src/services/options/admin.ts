import { z } from "@medusajs/framework/zod"

/** Decisions of people through the admin API. */
export const adminOptions = z
  .strictObject({
    /**
     * Accepting, refunding and replaying need a second factor that was verified at most this many seconds ago; else the answer is
     * 403. Secret API keys have none, so they cannot do these. Unset: Medusa's own rules alone.
     */
    requireRecentMfaSeconds: z.number().int().min(30).max(86_400).optional(),
  })
  .prefault({})
