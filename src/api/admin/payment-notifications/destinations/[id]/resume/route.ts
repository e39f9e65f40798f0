import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { move } from "../../_shared/move"
import type { ChangedDestination } from "../../answers"

/** `POST …/:id/resume`: what waits goes out, and its breaker is closed. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse<ChangedDestination>): Promise<void> {
  await move(req, res, "resume")
}
