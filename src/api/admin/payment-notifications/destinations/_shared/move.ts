import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { setState, type StateVerb } from "../../../../../services/deliveries/editing/set-state"
import { paymentNotificationService } from "../../../../../application/ground/module"
import type { ChangedDestination } from "../answers"
import { answering } from "./answering"
import { presentDestination } from "./present-destination"

/** Lets a destination rest or go on, and answers with it. */
export async function move(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<ChangedDestination>,
  verb: StateVerb,
): Promise<void> {
  await answering(res, async () => {
    const { deliveryDestinations } = paymentNotificationService(req.scope)
    return { destination: presentDestination(await setState(deliveryDestinations, req.params.id ?? "", verb)) }
  })
  paymentNotificationService(req.scope).deliveryWorker.wake()
}
