/** A Medusa payment session's id, or its 26 characters alone for providers whose references are too short or allow no "_". */
const SESSION = /^(?:payses_)?([0-9A-HJKMNP-TV-Z]{26})$/

/**
 * Reads a merchant's reference at its provider: as the payment session's id where it is one, otherwise as a reference only.
 *
 * @example
 * ```ts
 * readReference("payses_01JW9Y5A7B3C4D5E6F7G8H9J0K") // { sessionId: "payses_01JW9Y5A7B3C4D5E6F7G8H9J0K" }
 * readReference("invoice 42") // { merchantReference: "invoice 42" }
 * readReference(null) // {}
 * ```
 */
export function readReference(text: string | null | undefined): { sessionId?: string; merchantReference?: string } {
  if (!text) return {}
  const [, ulid] = SESSION.exec(text) ?? []
  return ulid ? { sessionId: `payses_${ulid}` } : { merchantReference: text }
}

/** Longer ids than Medusa's own are none: an index has to hold them. */
const NAMED_SESSION = /^payses_\w{1,248}$/

/**
 * Reads a field that holds a payment session's id where Medusa wrote it. Other applications on the same provider account use the
 * same field for ids of their own (`cs_live_…`): these are no sessions.
 */
export const readSessionId = (value: unknown): string | undefined =>
  typeof value === "string" && NAMED_SESSION.test(value) ? value : undefined

/** The form of a session's id that fits every provider's reference: the 26 characters after `payses_`. */
export const shortReference = (sessionId: string): string => sessionId.replace(/^payses_/, "")
