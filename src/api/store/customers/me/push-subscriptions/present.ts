import type { PushSubscription } from "../../../../../services/store/entities"

/** A device as its customer sees it: enough to distinguish it from others. Endpoint and keys never leave the server. */
export type ShownDevice = Pick<PushSubscription, "id" | "user_agent" | "locale" | "expires_at" | "created_at" | "last_seen_at">

export const present = ({ id, user_agent, locale, expires_at, created_at, last_seen_at }: PushSubscription): ShownDevice => ({
  id,
  user_agent,
  locale,
  expires_at,
  created_at,
  last_seen_at,
})

/** The answer of `GET /store/customers/me/push-subscriptions`. */
export interface ShownDevices {
  readonly push_subscriptions: readonly ShownDevice[]
}

/** The answer of `POST /store/customers/me/push-subscriptions`. */
export interface RegisteredDevice {
  readonly push_subscription: ShownDevice
}

/** The answer of `DELETE /store/customers/me/push-subscriptions/:id`. */
export interface DeletedDevice {
  readonly id: string
  readonly object: "push_subscription"
  readonly deleted: true
}
