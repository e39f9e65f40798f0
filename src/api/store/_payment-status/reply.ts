import { createHash } from "node:crypto"
import type { MedusaResponse } from "@medusajs/framework/http"
import type { PaymentStatus } from "./payment-status"

/** Sends a status with its ETag; the framework answers 304 to a matching If-None-Match, so that polling costs little. */
export function reply(res: MedusaResponse, status: PaymentStatus): void {
  const body = { payment_status: status }
  res.setHeader("etag", `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 27)}"`)
  res.setHeader("cache-control", "private, no-cache")
  res.json(body)
}
