const SECONDS = /^\d{1,9}$/

/** The three forms of RFC 9110, 5.6.7. `Date.parse` alone takes a great deal more, and reads most of it in the local time zone. */
const DATES: readonly RegExp[] = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
]

/**
 * The seconds of a `Retry-After` header from `now` on, whole and never below 0: of digits or of an HTTP date. Undefined where the
 * header is missing or neither of them, so that a receiver's slip changes nothing.
 */
export function readRetryAfter(value: string | null, now: Date): number | undefined {
  const text = value?.trim() ?? ""
  if (SECONDS.test(text)) return Number(text)
  if (!DATES.some((form) => form.test(text))) return undefined
  const at = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / 1_000))
}
