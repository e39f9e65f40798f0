import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { move } from "../../_shared/move"
import type { ChangedDestination } from "../../answers"

/** `POST …/:id/pause`: its facts are planned and wait. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse<ChangedDestination>): Promise<void> {
  await move(req, res, "pause")
}
