import { createHash } from "node:crypto"
import type { MedusaResponse } from "@medusajs/framework/http"
import type { PaymentStatus } from "./payment-status"

/**
 * Sends a status with its ETag, and 304 to a client that has it already, so that polling costs little. Not left to the framework:
 * it answers 200 to a conditional request that says `Cache-Control: no-cache`, which `fetch` adds by itself.
 */
export function reply(res: MedusaResponse, status: PaymentStatus): void {
  const body = { payment_status: status }
  const etag = `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 27)}"`
  res.setHeader("etag", etag)
  res.setHeader("cache-control", "private, no-cache")
  const known = res.req.headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, ""))
  if (known?.includes(etag)) res.status(304).end()
  else res.json(body)
}
