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

/** The form of a session's id that fits every provider's reference: the 26 characters after `payses_`. */
export const shortReference = (sessionId: string): string => sessionId.replace(/^payses_/, "")
