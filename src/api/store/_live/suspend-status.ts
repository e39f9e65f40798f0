import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../application/ground/module"

/**
 * A shopper who changes a cart, or completes it, sees the change in the next status: no tag is believed meanwhile. Core makes an order
 * without any report about its payment, so the streams of a completed cart are woken as well, on all instances.
 */
export function suspendStatus(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const id = req.params.id ?? ""
  const { statusTags, liveHints } = paymentNotificationService(req.scope)
  const over = statusTags.suspend(`cart:${id}`)
  const completes = /\/complete\/?$/.test(req.path)
  // Before the answer leaves: a shopper's next request may arrive before the socket says that it took this one.
  const { end } = res
  res.end = function (this: MedusaResponse, ...args: Parameters<typeof end>) {
    over()
    if (completes) liveHints.send({ cart_id: id, order_id: null, payment: null })
    return end.apply(this, args)
  } as typeof end
  res.once("close", over)
  next()
}
