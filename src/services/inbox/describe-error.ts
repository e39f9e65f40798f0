import { PaymentNotificationError } from "../domain/errors"

const LONGEST = 1_000

/** An error as a row and a log line keep it: a code and one line, never a stack, a query or its parameters. */
export function describeError(error: unknown): { code: string; message: string } {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, LONGEST)
  if (error instanceof PaymentNotificationError) return { code: error.code, message }
  const { code, type } = (typeof error === "object" && error !== null ? error : {}) as { code?: unknown; type?: unknown }
  return {
    code: [type, code].find((part): part is string => typeof part === "string" && part.length > 0) ?? "unexpected_error",
    message,
  }
}
