import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { decide } from "../../_shared/decide"
import type { ShownItem } from "../../answers"
import type { DecideAttention } from "../../validators"

/** `POST …/:id/refund { note? }`: the money is refunded, once, through Medusa's payment provider. */
export async function POST(req: AuthenticatedMedusaRequest<DecideAttention>, res: MedusaResponse<ShownItem>): Promise<void> {
  await decide(req, res, "refund")
}
