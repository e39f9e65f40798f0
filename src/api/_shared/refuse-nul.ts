import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

/**
 * Refuses a call with a NUL in its path, its query or its body: PostgreSQL knows no such text, so that any query with it would
 * fail, and the caller would get a 500 for a fault of its own.
 */
export function refuseNul(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  if (!/%00/.test(req.originalUrl) && !holdsNul(req.body)) return next()
  next(new MedusaError(MedusaError.Types.INVALID_DATA, "The request holds a NUL character, which no text here can have"))
}

/** Whether any text of a parsed body holds a NUL; a name in it as well. */
export function holdsNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0")
  if (typeof value !== "object" || value === null) return false
  return Object.entries(value).some(([name, inner]) => name.includes("\0") || holdsNul(inner))
}
