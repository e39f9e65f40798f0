import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { move } from "../../_shared/move"

/** `POST …/:id/enable`: it is planned for again, and what waits goes out. Facts from while it was disabled are for `replay`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  await move(req, res, "enable")
}
