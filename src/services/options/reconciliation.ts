import { z } from "@medusajs/framework/zod"

const MINUTES_A_DAY = 24 * 60

const ages = z
  .array(z.number().positive().max(MINUTES_A_DAY))
  .min(1)
  .max(20)
  .refine((list) => list.every((age, index) => index === 0 || age > list[index - 1]!), "must grow from entry to entry")

/** How payments are compared with their provider's reports, for the webhooks that never came. */
export const reconciliationOptions = z
  .strictObject({
    /** Compare at all. The commands work either way. */
    enabled: z.boolean().default(true),
    /** Ages, in minutes, at which a payment that is not completed yet is compared with its provider; from the last one on daily. */
    scheduleMinutes: ages.default([5, 60, 360]),
    /** Days after which the provider is no longer asked about a payment that was never completed. */
    giveUpAfterDays: z.number().positive().max(365).default(14),
    /** Days for which a captured payment is read again daily, for refunds and disputes, where its provider cannot list changes. */
    recheckCapturedDays: z.number().min(0).max(365).default(7),
    /** Minutes between two readings of a provider's list of changes, where it has one. */
    windowMinutes: z.number().positive().max(MINUTES_A_DAY).default(15),
    /** Calls to the provider of one account per minute. */
    callsPerMinute: z.number().int().min(1).max(6_000).default(60),
    /** An account is silent after this many times the usual gap between its webhooks … */
    silenceFactor: z.number().min(1).max(1_000).default(10),
    /** … and after this many minutes at least. */
    silenceMinMinutes: z.number().positive().max(MINUTES_A_DAY).default(60),
  })
  .prefault({})

export type ReconciliationOptions = z.output<typeof reconciliationOptions>
