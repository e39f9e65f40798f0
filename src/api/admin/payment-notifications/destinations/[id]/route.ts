import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { deleteDeliveryDestinationWorkflow } from "../../../../../application/destinations/delete-destination"
import { updateDeliveryDestinationWorkflow } from "../../../../../application/destinations/update-destination"
import { reading } from "../../_shared/reading"
import { answering } from "../_shared/answering"
import { presentDestination } from "../_shared/present-destination"
import { showDestination } from "../_shared/show-destination"
import type { ChangedDestination, DeletedDestination, ShownOneDestination } from "../answers"
import type { UpdateDestination } from "../validators"

/** `GET …/:id`: one destination, with what waits for it and when its secrets were made. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownOneDestination>): Promise<void> {
  await reading(res, async () => ({ destination: await showDestination(req.scope, req.params.id ?? "") }))
}

/** `POST …/:id`: changes it. Deliveries that wait go to what it is then. */
export async function POST(
  req: AuthenticatedMedusaRequest<UpdateDestination>,
  res: MedusaResponse<ChangedDestination>,
): Promise<void> {
  await answering(res, async () => {
    const input = { id: req.params.id ?? "", change: req.validatedBody }
    const { result } = await updateDeliveryDestinationWorkflow(req.scope).run({ input })
    return { destination: presentDestination(result) }
  })
}

/** `DELETE …/:id`: open deliveries are canceled; what was delivered stays on record. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse<DeletedDestination>): Promise<void> {
  const id = req.params.id ?? ""
  await answering(res, async () => {
    await deleteDeliveryDestinationWorkflow(req.scope).run({ input: { id } })
    return { id, object: "delivery_destination", deleted: true } as const
  })
}
