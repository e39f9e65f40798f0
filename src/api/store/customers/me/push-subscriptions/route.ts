import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { UnsafeEndpointError } from "../../../../../services/domain/errors"
import { pushServiceUrl } from "../../../../../services/push/services"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { pushOptions } from "../../../_push/push-options"
import { requireCustomer } from "../../../_customer/require-customer"
import { present, type RegisteredDevice, type ShownDevices } from "./present"
import type { RegisterPushSubscription } from "./validators"

/** `GET /store/customers/me/push-subscriptions`: the customer's devices, last seen first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownDevices>): Promise<void> {
  const { pushSubscriptions } = paymentNotificationService(req.scope)
  const devices = await pushSubscriptions.listByCustomer(req.auth_context.actor_id)
  res.json({ push_subscriptions: devices.map(present) })
}

/**
 * `POST /store/customers/me/push-subscriptions`: subscribes this browser. Sent at every later visit, too, so that the
 * subscription is kept.
 *
 * @answers 404 the store sends no push messages, or the customer was deleted
 */
export async function POST(
  req: AuthenticatedMedusaRequest<RegisterPushSubscription>,
  res: MedusaResponse<RegisteredDevice>,
): Promise<void> {
  const options = pushOptions(req.scope)
  const { endpoint, keys, expirationTime, locale } = req.validatedBody
  requirePushService(endpoint, options)
  await requireCustomer(req)
  const device = await paymentNotificationService(req.scope).pushSubscriptions.register({
    customer_id: req.auth_context.actor_id,
    endpoint,
    ...keys,
    user_agent: req.get("user-agent")?.slice(0, 256) ?? null,
    locale: locale ?? null,
    expires_at: expirationTime == null ? null : new Date(expirationTime),
  })
  res.json({ push_subscription: present(device) })
}

function requirePushService(endpoint: string, options: Parameters<typeof pushServiceUrl>[1]): void {
  try {
    pushServiceUrl(endpoint, options)
  } catch (error) {
    if (!(error instanceof UnsafeEndpointError)) throw error
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `endpoint is not a push service's: ${error.message}`)
  }
}
