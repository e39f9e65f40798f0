import { PaymentNotificationError } from "./errors"

const LONGEST = 1_000

/**
 * Line ends would forge log lines (Unicode has some of its own, and C1 has escapes of terminals), and a NUL cannot be stored: the
 * row would never show why it failed.
 */
const CONTROL = /[\0-\x1f\x7f-\x9f\u2028\u2029]+/g

/** A text of somebody else's for a log line: without control characters, cut to `longest` characters. */
export const oneLine = (text: string, longest: number = LONGEST): string => text.replace(CONTROL, " ").trim().slice(0, longest)

/** An error as a row and a log line keep it: a code and one line, never a stack, a query or its parameters. */
export function describeError(error: unknown): { code: string; message: string } {
  const message = oneLine(messageOf(error))
  if (error instanceof PaymentNotificationError) return { code: error.code, message }
  const { code, type } = (typeof error === "object" && error !== null ? error : {}) as { code?: unknown; type?: unknown }
  const named = [type, code].find((part): part is string => typeof part === "string" && part.length > 0)
  return { code: named ? oneLine(named) : "unexpected_error", message }
}

/** Errors of Medusa's workflow engine on Redis have been through JSON: an object with the error's fields, but no Error. */
function messageOf(error: unknown): string {
  const message = typeof error === "object" && error !== null ? (error as { message?: unknown }).message : undefined
  return typeof message === "string" ? message : String(error)
}
