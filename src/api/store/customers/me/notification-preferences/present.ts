import { CUSTOMER_FACTS, TOPICS, type Topic } from "../../../../../services/notifications/catalogue"
import { wants, type ChosenPreference } from "../../../../../services/notifications/permission"

/** Topics with a fact that customers are notified of whatever is switched off: on one channel at least. */
const ESSENTIAL: ReadonlySet<string> = new Set(
  Object.values(CUSTOMER_FACTS).flatMap(({ topic, essential }) => (essential ? [topic] : [])),
)

/** The facts that a customer is notified of, and the hours of silence. */
export interface NotificationPreferences {
  readonly topics: ReadonlyArray<{
    readonly topic: Topic
    /** Facts of it are told whatever is switched off, on one channel at least. */
    readonly essential: boolean
    /** Channel → whether the customer wants it there. */
    readonly channels: Readonly<Record<string, boolean>>
  }>
  readonly quiet_hours: { readonly from: string; readonly to: string; readonly time_zone: string } | null
}

/** The answer of the routes of notification preferences. */
export interface ShownPreferences {
  readonly notification_preferences: NotificationPreferences
}

/** Every topic on every channel of the store, with the customer's present choice. */
export const present = (preference: ChosenPreference | null, channels: readonly string[]): NotificationPreferences => ({
  topics: TOPICS.map((topic) => ({
    topic,
    essential: ESSENTIAL.has(topic),
    channels: Object.fromEntries(channels.map((channel) => [channel, wants(preference, topic, channel)])),
  })),
  quiet_hours:
    preference?.quiet_from && preference.quiet_to && preference.time_zone
      ? { from: preference.quiet_from, to: preference.quiet_to, time_zone: preference.time_zone }
      : null,
})
