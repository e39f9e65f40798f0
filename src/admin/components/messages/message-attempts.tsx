import { useWords } from "../../lib/use-words"
import { Attempts } from "../common/attempts"
import type { Message } from "./use-message"

/** The words for an attempt's outcome; without one, it is under way. */
const WORDS = {
  sent: "messages.states.sent",
  suppressed: "messages.states.suppressed",
  failed: "messages.failed",
  unknown: "messages.unknown",
} as const

/** Every attempt to send a message: when, by whose wish, and what its provider answered. */
export function MessageAttempts({ message: { attempts_made } }: { readonly message: Message }) {
  const t = useWords()
  return (
    <Attempts
      attempts={attempts_made.map((attempt) => ({
        ...attempt,
        outcome: t(attempt.outcome ? WORDS[attempt.outcome] : "messages.states.sending"),
        actor: attempt.actor_id,
        at: attempt.ended_at ?? attempt.started_at,
        notes: [attempt.provider_id, attempt.external_id],
        error: attempt.code && attempt.error ? `${attempt.code}: ${attempt.error}` : attempt.error,
      }))}
    />
  )
}
