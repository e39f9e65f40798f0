import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { move } from "../../_shared/move"
import type { ChangedDestination } from "../../answers"

/** `POST …/:id/disable`: nothing is planned for it any more, and what is open waits. Refused for one of the options. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse<ChangedDestination>): Promise<void> {
  await move(req, res, "disable")
}
