import { createHash } from "node:crypto"

/**
 * The event's id is the digest of its bytes, without Razorpay's own `x-razorpay-event-id`: that header is not signed, and the body
 * holds no id. Taken alone or joined to the digest, the header would let whoever has seen one genuine call send it again as news,
 * under as many ids as they like; taken alone, it would also let them use up the id of an event that is still to come.
 *
 * The digest costs nothing. Razorpay sends a retry as the event was first written, `created_at` and all. Were a retry ever written
 * anew, it would be recorded as one more event that says what is known already, which moves nothing. And two events with equal
 * bytes, down to the second, say the same. The header is kept with the event for people who talk to Razorpay's support.
 */
export const eventId = (rawBody: Buffer): string => `sha256:${createHash("sha256").update(rawBody).digest("hex")}`
