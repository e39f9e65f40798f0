import { en } from "../../i18n/en/language"
import { useWords } from "../../lib/use-words"

type Reason = keyof typeof en.messages.reasons

const isKnown = (reason: string): reason is Reason => Object.hasOwn(en.messages.reasons, reason)

/** Says in words why a message was not sent, or waits; a reason without words stands as it is. */
export function useReason(): (reason: string | null) => string {
  const t = useWords()
  return (reason) => {
    const known = reason?.startsWith("overtaken_by_") ? "overtaken" : reason
    return known && isKnown(known) ? t(`messages.reasons.${known}`) : (reason ?? "–")
  }
}
