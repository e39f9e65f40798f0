import { readReference } from "../kit/session-reference"
import type { SquarePayment } from "./event"

/** The session is in `reference_id`. A note counts only where it is a session's id and nothing else. */
export function referencesOf({ reference_id, note }: SquarePayment): { sessionId?: string; merchantReference?: string } {
  const references = readReference(reference_id)
  return references.sessionId || !note ? references : { ...references, ...readReference(note) }
}
