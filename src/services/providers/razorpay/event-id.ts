import { createHash } from "node:crypto"

/**
 * The event's id is the digest of its bytes, without Razorpay's own `x-razorpay-event-id`: that header is not signed, and the
 * body holds no id. Taken alone or joined to the digest, the header would let anyone who has seen one genuine call send it again
 * as a new event, under as many ids as they like. Taken alone, it would also let them use up the id of an event that is still to
 * come.
 *
 * The digest costs nothing. Razorpay sends a retry as the event was first written, `created_at` and all. If a retry were ever
 * written anew, it would be recorded as one more event that repeats a known report, which changes nothing. And two events with
 * equal bytes, down to the second, report the same. The header is stored with the event for people who talk to Razorpay's
 * support.
 */
export const eventId = (rawBody: Buffer): string => `sha256:${createHash("sha256").update(rawBody).digest("hex")}`
