import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../application/ground/module"
import { TooManyStreamsError } from "../../../services/live/limits"
import type { Watch } from "../../../services/live/live-state"
import { openEventStream } from "./event-stream"

/** Seconds after which a refused client tries again; by chance, so that not all of them come at once. */
const retryAfter = (): number => 10 + Math.floor(Math.random() * 10)

/**
 * Answers with the stream of a watch, or with Medusa's 404 where there is nothing for this client: before the stream opens, so that
 * the answer is one like any other.
 */
export async function serveStream<T>(
  req: MedusaRequest | AuthenticatedMedusaRequest,
  res: MedusaResponse<T>,
  watch: Watch,
  missing: string,
): Promise<void> {
  const lastEventId = req.get("last-event-id")
  try {
    const isThere = await paymentNotificationService(req.scope).live.open({
      watch,
      address: req.ip ?? "",
      lastEventId,
      expiresAt: expiryOf(req),
      connect: (on) => openEventStream(res, on),
    })
    if (!isThere) throw new MedusaError(MedusaError.Types.NOT_FOUND, missing)
  } catch (error) {
    if (!(error instanceof TooManyStreamsError)) throw error
    // Medusa's own handler would answer 500.
    res.setHeader("retry-after", retryAfter())
    // A storefront of another origin may not read it otherwise.
    res.appendHeader("access-control-expose-headers", "Retry-After")
    const refusal = res as MedusaResponse
    refusal.status(503).json({ type: "unexpected_state", message: `${error.message}; ask for the status in the meantime` })
  }
}

/** The end of the token that the client is signed in by; a session of Medusa's names none, and is asked for at each connection. */
function expiryOf(req: MedusaRequest | AuthenticatedMedusaRequest): number | undefined {
  const { exp } = ("auth_context" in req ? (req.auth_context ?? {}) : {}) as { readonly exp?: unknown }
  return typeof exp === "number" ? exp * 1_000 : undefined
}
