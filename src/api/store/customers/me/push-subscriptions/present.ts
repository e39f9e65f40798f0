import type { PushSubscription } from "../../../../../services/store/entities"

/** A device as its customer sees it: enough to distinguish it from others. Endpoint and keys never leave the server. */
export const present = ({ id, user_agent, locale, expires_at, created_at, last_seen_at }: PushSubscription) => ({
  id,
  user_agent,
  locale,
  expires_at,
  created_at,
  last_seen_at,
})
