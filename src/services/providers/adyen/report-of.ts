import type { AdyenItem } from "./event"
import { REPORTS, type Report } from "./reports"

/** An event code that is not known here may be about money if it names an amount. Its amount is certain: it cannot be shifted. */
const UNKNOWN: Report = { unclear: "the event code is not known here, and the event names an amount" }
const UNKNOWN_WITHOUT_AMOUNT = "the event code is not known here, and the event names no amount"

/** An item's report, by its event code and `success`. */
export function reportOf(eventCode: string, { success, value, pspReference, merchantAccountCode }: AdyenItem): Report {
  const outcomes = REPORTS.get(eventCode)
  if (!outcomes) return value !== undefined && value > 0 ? UNKNOWN : UNKNOWN_WITHOUT_AMOUNT
  if (outcomes.true === outcomes.false) return outcomes.true
  // A row of an older version.
  if ((success !== "true" && success !== "false") || !pspReference || !merchantAccountCode) {
    return { unclear: "the stored event cannot be read any more" }
  }
  if (eventCode === "AUTHORISATION" && value === 0) return "nothing was authorized: a card was checked, and no money moves"
  return outcomes[success]
}
