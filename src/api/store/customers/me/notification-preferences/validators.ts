import { z } from "@medusajs/framework/zod"
import { TOPICS, type Topic } from "../../../../../services/notifications/catalogue"
import { isTimeZone } from "../../../../../services/notifications/quiet-hours"

/** Named in the message: Medusa's own messages leave the path out. */
const time = (name: string) => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, `${name} must be a time of day such as 22:00`)

const channels = z.record(z.string().max(32), z.boolean())
type Topics = Record<Topic, z.ZodOptional<typeof channels>>

/** `PUT /store/customers/me/notification-preferences`: sets everything; omitted values return to their defaults. */
export const SetNotificationPreferences = z.strictObject({
  /** Topic → channel → whether the customer wants it: `{ "reward": { "email": false } }`. */
  topics: z.strictObject(Object.fromEntries(TOPICS.map((topic) => [topic, channels.optional()])) as Topics).default({}),
  quiet_hours: z
    .strictObject({
      from: time("from"),
      to: time("to"),
      time_zone: z.string().max(64).refine(isTimeZone, "time_zone must be a time zone such as Europe/Berlin"),
    })
    .nullish(),
})
export type SetNotificationPreferences = z.infer<typeof SetNotificationPreferences>
