import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../../../application/ground/module"
import { sendTest } from "../../../../../../services/deliveries/editing/send-test"
import { presentDelivery } from "../../../deliveries/_shared/present-delivery"
import { answering } from "../../_shared/answering"
import type { ShownTest } from "../../answers"

/** `POST …/:id/ping`: a `test.ping` goes the way of every fact, signed and with retries; the answer shows its delivery. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownTest>): Promise<void> {
  await answering(res, async () => {
    const delivery = await sendTest(paymentNotificationService(req.scope), req.params.id ?? "")
    return { delivery: await presentDelivery(req.scope, delivery.id) }
  })
  paymentNotificationService(req.scope).deliveryWorker.wake()
}
