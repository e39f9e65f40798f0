/** A provider that asks for more is asked again after this time: its slip of the pen must not stop reconciliation for a year. */
const MOST_SECONDS = 86_400

/** `Retry-After` in whole seconds from `now`, written as seconds or as a date. Undefined where it is missing or unreadable. */
export function retryAfterSeconds(headers: Headers, now: Date): number | undefined {
  const text = headers.get("retry-after")?.trim() ?? ""
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text), MOST_SECONDS)
  // Only the form that HTTP prescribes: Date would take "1e3", "5 apples" and many other texts for a year.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined
  const seconds = Math.ceil((Date.parse(text) - now.getTime()) / 1000)
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), MOST_SECONDS)
}
