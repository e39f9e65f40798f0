import type { Twilio } from "twilio"
import type { SmsSent } from "../driver"

/** The time for which notifications are retried by default. */
const WITHIN_MS = 24 * 60 * 60 * 1000
/** One page of Twilio's list, newest first. */
const LATEST = 20

/**
 * Finds the same text to the same number within a day: Twilio takes no key of the sender's and lists none. Texts that name their
 * order are distinct. Of two texts that are letter for letter the same, one is enough for the customer.
 */
export async function findTwilioMessage(
  { messages }: Pick<Twilio, "messages">,
  { to, text }: { readonly to: string; readonly text: string },
  now: Date,
): Promise<SmsSent | undefined> {
  const latest = await messages.list({ to, limit: LATEST, pageSize: LATEST })
  const found = latest.find(
    ({ body, direction, dateCreated }) =>
      body === text && direction.startsWith("outbound") && now.getTime() - dateCreated.getTime() < WITHIN_MS,
  )
  return found && { id: found.sid }
}
