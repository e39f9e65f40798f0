import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { DeliveryBody } from "../../../../services/deliveries/message"
import { readBack } from "../../../../services/deliveries/read-back"
import { paymentNotificationService } from "../../../../application/ground/module"

const BEARER = /^Bearer +(\S+)$/i
const ID = /^pdel_[0-9A-Za-z]{1,40}$/

/**
 * `GET /payment-notifications/deliveries/:id`: the receiver of a thin payload reads the fact back, with the read token of its
 * destination. Whatever is wrong, the answer is 404: nobody learns which deliveries there are.
 *
 * @authorized readToken
 * @answers 404 there is no such delivery for this token
 */
export async function GET(req: MedusaRequest, res: MedusaResponse<DeliveryBody>): Promise<void> {
  const token = BEARER.exec(req.headers.authorization ?? "")?.[1] ?? ""
  const id = req.params.id ?? ""
  const body = ID.test(id) ? await readBack(paymentNotificationService(req.scope), id, token) : undefined
  res.setHeader("cache-control", "no-store")
  if (!body) return void res.status(404).end()
  res.type("json").end(body)
}
