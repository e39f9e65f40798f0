import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { move } from "../../_shared/move"
import type { ChangedDestination } from "../../answers"

/** `POST …/:id/enable`: it is planned for again, and what waits goes out. Facts from while it was disabled are for `replay`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse<ChangedDestination>): Promise<void> {
  await move(req, res, "enable")
}
