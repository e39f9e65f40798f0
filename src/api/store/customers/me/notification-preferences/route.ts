import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { customerChannels } from "../../../../../services/notifications/channels"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { requireCustomer } from "../../../_customer/require-customer"
import { present, type ShownPreferences } from "./present"
import type { SetNotificationPreferences } from "./validators"

/** `GET /store/customers/me/notification-preferences`: the customer's topics, channels and quiet hours. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownPreferences>): Promise<void> {
  const { notificationPreferences, options } = paymentNotificationService(req.scope)
  const preference = await notificationPreferences.find(req.auth_context.actor_id)
  res.json({ notification_preferences: present(preference, customerChannels(options.notifications)) })
}

/**
 * `PUT /store/customers/me/notification-preferences`: sets all of it.
 *
 * @answers 404 the customer was deleted
 */
export async function PUT(
  req: AuthenticatedMedusaRequest<SetNotificationPreferences>,
  res: MedusaResponse<ShownPreferences>,
): Promise<void> {
  const { notificationPreferences, options } = paymentNotificationService(req.scope)
  const { topics, quiet_hours: quiet } = req.validatedBody
  const known = customerChannels(options.notifications)
  const unknown = Object.values(topics).flatMap((channels) => Object.keys(channels).filter((name) => !known.includes(name)))[0]
  if (unknown !== undefined) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `This store notifies nobody on channel "${unknown}": ${known.join(", ")}`,
    )
  }
  await requireCustomer(req)
  await notificationPreferences.save(req.auth_context.actor_id, {
    topics,
    quiet_from: quiet?.from ?? null,
    quiet_to: quiet?.to ?? null,
    time_zone: quiet?.time_zone ?? null,
  })
  await GET(req, res)
}
