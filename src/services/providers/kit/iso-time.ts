const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/

/** A date and time in ISO 8601 with its offset, as it was written. Undefined for anything else, as the readers of fields.ts. */
export const readIsoTime = (value: unknown): string | undefined =>
  typeof value === "string" && ISO_TIME.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined
