import type { messages } from "../../i18n/en/messages"
import { useWords } from "../../lib/use-words"

type Reason = keyof typeof messages.reasons

/** The reasons that there are words for: the texts themselves are loaded later. */
const KNOWN: Readonly<Record<Reason, true>> = {
  overtaken: true,
  digested: true,
  opted_out: true,
  guest: true,
  unsubscribed: true,
  no_provider: true,
  quiet_hours: true,
  undelivered: true,
}

const isKnown = (reason: string): reason is Reason => Object.hasOwn(KNOWN, reason)

/** Says in words why a message was not sent, or waits; a reason without words stands as it is. */
export function useReason(): (reason: string | null) => string {
  const t = useWords()
  return (reason) => {
    const known = reason?.startsWith("overtaken_by_") ? "overtaken" : reason
    return known && isKnown(known) ? t(`messages.reasons.${known}`) : (reason ?? "–")
  }
}
