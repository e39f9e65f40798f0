/** Twilio calls the URL as it was given and signs it whole, so that what stands here comes back proven. */
const KEY = "idempotency_key"

/** The configured URL, and in it which notification the message is: a message whose answer got lost still tells of itself. */
export const statusCallback = (url: string, idempotencyKey: string | undefined): string =>
  idempotencyKey === undefined ? url : `${url}?${KEY}=${encodeURIComponent(idempotencyKey)}`

/** The notification that a called-back URL names. */
export const idempotencyKeyIn = (url: string): string | undefined => new URL(url).searchParams.get(KEY) || undefined
