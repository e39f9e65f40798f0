import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PROFILE_MAX_AGE_SECONDS, ucpProfile } from "../../services/deliveries/agents/profile"
import type { PaymentNotificationService } from "../../services"
import { PAYMENT_NOTIFICATION_MODULE } from "../../services/module-name"

/**
 * `GET /.well-known/ucp`: the shop's profile with its public keys, for anybody. Platforms keep it for an hour.
 *
 * @answers 404 the store has no option `deliveries.ucp`
 */
export function serveUcpProfile(
  req: MedusaRequest,
  res: MedusaResponse<Record<string, unknown>>,
  next: MedusaNextFunction,
): void {
  const { ucp } = req.scope.resolve<PaymentNotificationService>(PAYMENT_NOTIFICATION_MODULE).options.deliveries
  if (!ucp) return next()
  res.set("cache-control", `public, max-age=${PROFILE_MAX_AGE_SECONDS}`)
  res.json(ucpProfile(ucp.signingKeys, ucp.base))
}
