import { SendError } from "../../services/notifications/send-error"

/** A country code never begins with 0; with it, a number has 15 digits at most. The shortest real ones have 7. */
const E164 = /^\+[1-9]\d{6,14}$/

/** The number of a notification. Throws a permanent SendError for anything but E.164, without repeating the number. */
export function requireE164(to: unknown): string {
  if (typeof to === "string" && E164.test(to)) return to
  throw new SendError("the recipient is no phone number in E.164, such as +14155550123", {
    kind: "permanent",
    code: "invalid_recipient",
  })
}
