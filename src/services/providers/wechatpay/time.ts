/** RFC 3339 with an offset, in a year that every column can hold: `2025-06-01T19:59:56+08:00`. */
const RFC3339 = /^20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/

/** Reads a time in WeChat Pay's notation. Undefined for any other text, such as one whose zone would have to be guessed. */
export function readTime(text: string | undefined): Date | undefined {
  if (!text || !RFC3339.test(text)) return undefined
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? undefined : time
}
