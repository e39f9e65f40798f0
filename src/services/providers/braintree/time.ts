import { z } from "@medusajs/framework/zod"

const dateTime = z.iso.datetime({ offset: true })
const date = z.iso.date()

/** A time that cannot be read is left out: it orders events, and no money depends on it. */
export const occurredAt = (timestamp: string | undefined): Date | undefined =>
  timestamp !== undefined && dateTime.safeParse(timestamp).success ? new Date(timestamp) : undefined

/** A day comes without a time and a zone. Its first moment in UTC is the safe deadline for an answer. */
export const startOf = (day: string | undefined): Date | undefined =>
  day !== undefined && date.safeParse(day).success ? new Date(`${day}T00:00:00Z`) : undefined
