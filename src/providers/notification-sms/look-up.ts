import { SendError } from "../../services/notifications/send-error"
import type { SmsSent } from "./driver"

/** Failures of a vendor that may answer soon. */
const PASSING: ReadonlySet<string> = new Set(["throttled", "unavailable", "timeout"])

/**
 * Asks the vendor for a message that an earlier attempt may have sent. If the vendor cannot answer now, the attempt fails and is retried.
 * If it refuses the answer (an access key that may send and not read), the message still goes out: twice is better than never.
 */
export async function lookUp(find: () => Promise<SmsSent | undefined>): Promise<SmsSent | undefined> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof SendError && !PASSING.has(error.code)) return undefined
    throw error
  }
}
