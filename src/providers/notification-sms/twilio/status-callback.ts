/** Twilio calls the exact URL and signs the whole of it, so a value in it comes back proven. */
const KEY = "idempotency_key"

/** The configured URL with the notification's key. A message whose answer got lost still reports itself by it. */
export const statusCallback = (url: string, idempotencyKey: string | undefined): string =>
  idempotencyKey === undefined ? url : `${url}?${KEY}=${encodeURIComponent(idempotencyKey)}`

/** The notification that a called-back URL names. */
export const idempotencyKeyIn = (url: string): string | undefined => new URL(url).searchParams.get(KEY) || undefined
