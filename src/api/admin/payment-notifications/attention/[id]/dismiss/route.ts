import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { decide } from "../../_shared/decide"
import type { ShownItem } from "../../answers"
import type { DismissAttention } from "../../validators"

/** `POST …/:id/dismiss { note }`: the event is ignored. */
export async function POST(req: AuthenticatedMedusaRequest<DismissAttention>, res: MedusaResponse<ShownItem>): Promise<void> {
  await decide(req, res, "dismiss")
}
