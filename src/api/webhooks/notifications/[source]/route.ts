import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { UnknownAccountError } from "../../../../services/domain/errors"
import { receiptSources } from "../../../../application/notifications/receipts/sources"
import { paymentNotificationService } from "../../../../application/ground/module"
import { takeReceipt } from "../../../../application/notifications/receipts/take-receipt"
import { readRequest } from "../../../_webhooks/read-request"
import { refuse } from "../../../_webhooks/refuse"

/** A bounced mail quotes the one it is about. */
const MAX_BODY_BYTES = 1024 * 1024

/**
 * `POST /webhooks/notifications/:source`: channels' reports about messages. Written before they are acknowledged.
 *
 * @consumes any
 * @produces any
 * @answers 400 the signature or the body is wrong; nothing was recorded
 * @answers 404 there is no such source
 * @answers 408 the body did not come in time
 * @answers 413 the body is larger than 1 MiB
 * @answers 500 a fault of ours: send it again
 * @answers 503 it cannot be recorded now: send it again
 */
export async function POST(req: MedusaRequest, res: MedusaResponse<string>): Promise<void> {
  const id = req.params.source ?? ""
  try {
    const source = receiptSources(paymentNotificationService(req.scope).options.notifications.receipts).get(id)
    if (!source) throw new UnknownAccountError("this source of receipts is not configured")
    for (const receipt of await source.read(await readRequest(req, MAX_BODY_BYTES))) await takeReceipt(req.scope, receipt)
    if (source.reply?.contentType) res.setHeader("content-type", source.reply.contentType)
    res.status(200).end(source.reply?.body ?? "")
  } catch (error) {
    refuse(res, error, { account: `notifications/${id}`, logger: req.scope.resolve(ContainerRegistrationKeys.LOGGER) })
  }
}
