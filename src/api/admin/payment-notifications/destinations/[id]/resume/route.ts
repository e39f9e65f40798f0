import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { move } from "../../_shared/move"

/** `POST …/:id/resume`: what waits goes out, and its breaker is closed. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  await move(req, res, "resume")
}
