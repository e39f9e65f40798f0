import { z } from "@medusajs/framework/zod"

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const WINDOWS_MS = { "1h": HOUR_MS, "24h": DAY_MS, "7d": 7 * DAY_MS, "30d": 30 * DAY_MS, "90d": 90 * DAY_MS } as const

/** Longer spans read more rows than a page should wait for. */
const LONGEST_MS = 92 * DAY_MS

const time = z.iso.datetime({ offset: true })

/**
 * `GET /admin/payment-notifications/metrics`: the last `window`, or the time from `from` on and before `to` (ISO 8601 with a
 * zone; `to` is now where it is left out). Gives both ends as dates. Without parameters: the last 24 hours.
 */
export const MetricsParams = z
  .strictObject({
    window: z.enum(Object.keys(WINDOWS_MS) as [keyof typeof WINDOWS_MS]).optional(),
    from: time.optional(),
    to: time.optional(),
  })
  .superRefine(({ window, from, to }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message })
    if (window && (from || to)) return refuse("window", "give either window, or from and to")
    if (!from) return to ? refuse("from", "to needs from") : undefined
    const span = (to ? Date.parse(to) : Date.now()) - Date.parse(from)
    if (span <= 0) return refuse("from", "must be before to")
    if (span > LONGEST_MS) return refuse("from", "may be 92 days before to at most")
  })
  .transform(({ window = "24h", ...given }) => {
    const to = given.to ? new Date(given.to) : new Date()
    return { from: given.from ? new Date(given.from) : new Date(to.getTime() - WINDOWS_MS[window]), to }
  })
export type MetricsParams = z.output<typeof MetricsParams>
