const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

/** A date and time with a zone, in ISO 8601. Undefined for anything else. */
export function readDateTime(value: unknown): Date | undefined {
  if (typeof value !== "string" || !DATE_TIME.test(value)) return undefined
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? undefined : at
}
