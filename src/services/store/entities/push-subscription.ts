import { EntitySchema } from "typeorm"

/** A browser of a customer that may be sent messages. The endpoint and the keys are secrets of that browser. */
export interface PushSubscription {
  id: string
  customer_id: string
  /** The URL at which its push service takes messages; one row each. */
  endpoint: string
  /** The browser's public key and secret, in base64url, with which messages are encrypted. */
  p256dh: string
  auth: string
  /** The browser's name for itself when it subscribed, to distinguish devices. */
  user_agent: string | null
  /** BCP 47: the language of the storefront it subscribed in. */
  locale: string | null
  /** When the subscription ends, by the browser. */
  expires_at: Date | null
  created_at: Date
  /** When it was last registered; storefronts do so at every visit. */
  last_seen_at: Date
}

export const PushSubscriptionEntity = new EntitySchema<PushSubscription>({
  name: "PushSubscription",
  tableName: "push_subscription",
  columns: {
    id: { type: "text", primary: true },
    customer_id: { type: "text" },
    // Not selected: `query.graph` neither shows secrets nor filters by them.
    endpoint: { type: "text", select: false },
    p256dh: { type: "text", select: false },
    auth: { type: "text", select: false },
    user_agent: { type: "text", nullable: true },
    locale: { type: "text", nullable: true },
    expires_at: { type: "timestamptz", nullable: true },
    created_at: { type: "timestamptz" },
    last_seen_at: { type: "timestamptz" },
  },
})
