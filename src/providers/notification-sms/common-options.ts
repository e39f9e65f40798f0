import { z } from "@medusajs/framework/zod"

/** Options of both drivers. */
export const commonOptions = {
  /** Medusa's own: the channels that this provider serves, `["sms"]`. */
  channels: z.array(z.string()).optional(),
  /** Milliseconds after which an attempt that the vendor has not answered is given up. */
  timeoutMs: z.int("must be a whole number of milliseconds").min(500).max(30_000).default(10_000),
}
