import { SendError } from "../../services/notifications/send-error"
import type { SmsSent } from "./driver"

/** Failures of a vendor that may answer soon. */
const PASSING: ReadonlySet<string> = new Set(["throttled", "unavailable", "timeout"])

/**
 * Asks the vendor for what an earlier attempt may have sent. A vendor that cannot answer now fails the attempt, which is made anew.
 * One that refuses to tell (an access key that may send and not read) must not keep the message from going out: twice is better
 * than never.
 */
export async function lookUp(find: () => Promise<SmsSent | undefined>): Promise<SmsSent | undefined> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof SendError && !PASSING.has(error.code)) return undefined
    throw error
  }
}
