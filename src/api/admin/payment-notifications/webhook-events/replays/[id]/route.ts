import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findReplay } from "../../_shared/find-replay"
import type { ShownReplay } from "../../answers"

/** `GET …/webhook-events/replays/:id`: how far a replay has come. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownReplay>): Promise<void> {
  res.json({ replay: await findReplay(req.scope, req.params.id ?? "") })
}
