import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createDeliveryDestinationWorkflow } from "../../../../application/destinations/create-destination"
import type { DeliveryDestination } from "../../../../services/store/entities"
import { readList } from "../_shared/read-list"
import { reading } from "../_shared/reading"
import { answering } from "./_shared/answering"
import { presentDestination } from "./_shared/present-destination"
import { secretAnswer, type SecretAnswer } from "./_shared/secret-answer"
import type { ShownDestinations } from "./answers"
import type { CreateDestination } from "./validators"

/** `GET /admin/payment-notifications/destinations`: the third parties that facts are delivered to, without deleted ones. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownDestinations>): Promise<void> {
  // The column `config` is sealed; the one that is shown is named apart.
  req.queryConfig.fields = req.queryConfig.fields.map((field) => (field === "config" ? "shown_config" : field))
  req.filterableFields = { ...req.filterableFields, deleted_at: null }
  await reading(res, async () => {
    const { rows, frame } = await readList<DeliveryDestination>(req, "DeliveryDestination")
    return { destinations: rows.map(presentDestination), ...frame }
  })
}

/** `POST /admin/payment-notifications/destinations`: makes one. Its secret is in this answer, and in none after it. */
export async function POST(req: AuthenticatedMedusaRequest<CreateDestination>, res: MedusaResponse<SecretAnswer>): Promise<void> {
  await answering(res, async () => {
    const { result } = await createDeliveryDestinationWorkflow(req.scope).run({ input: req.validatedBody })
    return secretAnswer(result)
  })
}
