const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/

/** Reads PayPal's times, which come with "Z" and with offsets ("-07:00"). Undefined for anything else. */
export function readTime(text: unknown): Date | undefined {
  if (typeof text !== "string" || !DATE_TIME.test(text)) return undefined
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? undefined : time
}
