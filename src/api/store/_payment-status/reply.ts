import { createHash } from "node:crypto"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../application/ground/module"
import type { Watch } from "../../../services/live/live-state"
import type { StatusKey } from "../../../services/live/status-tags"
import type { ShownStatus } from "./answers"

export interface Asked {
  readonly watch: Watch
  readonly key: StatusKey
  /** The customer who asks; empty for a cart, whose id is the permission. */
  readonly owner: string
  /** The message of the 404. */
  readonly missing: string
}

/**
 * Sends a status with its ETag, and 304 to a client that has it already, so that polling costs little: without a query where the same
 * status was read within the last second. Not left to the framework: it answers 200 to a conditional request that says
 * `Cache-Control: no-cache`, which `fetch` adds by itself.
 */
export async function reply(
  req: MedusaRequest,
  answer: MedusaResponse<ShownStatus>,
  { watch, key, owner, missing }: Asked,
): Promise<void> {
  // The body is bytes already.
  const res = answer as MedusaResponse
  const { statusTags, liveReads } = paymentNotificationService(req.scope)
  const known = req.headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? []
  const current = known.length === 1 && statusTags.isCurrent(key, owner, known) ? known[0] : undefined
  if (current !== undefined) return unchanged(res, current)
  const keep = statusTags.begin(key, owner)
  let etag: string | undefined
  try {
    // Together with whatever else is read in this moment: many clients that poll cost little more than one.
    const body = (await liveReads.read(watch))?.statuses[0]?.body
    if (body === undefined) throw new MedusaError(MedusaError.Types.NOT_FOUND, missing)
    etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`
    if (known.includes(etag)) return unchanged(res, etag)
    tagged(res, etag).type("json").send(body)
  } finally {
    keep(etag)
  }
}

const unchanged = (res: MedusaResponse, etag: string): void => void tagged(res, etag).status(304).end()

function tagged(res: MedusaResponse, etag: string): MedusaResponse {
  res.setHeader("etag", etag)
  res.setHeader("cache-control", "private, no-cache")
  return res
}
