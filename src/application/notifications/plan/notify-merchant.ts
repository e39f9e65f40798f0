import type { MedusaContainer } from "@medusajs/framework/types"
import { addressKind } from "../../../services/notifications/channels"
import { merchantContactPoints } from "../../../services/notifications/merchant-contact-points"
import { messageKey } from "../../../services/notifications/content/catalog"
import { providerTemplate } from "../../../services/notifications/content/provider-template"
import { paymentNotificationService } from "../../ground/module"
import type { About } from "./about"

/** False where no channel with a provider reaches the merchant: then nothing can count as notified. */
export function notifiesMerchant(container: MedusaContainer): boolean {
  const { options, channelsWithoutProvider } = paymentNotificationService(container)
  return options.notifications.enabled && merchantContactPoints(options.notifications, channelsWithoutProvider).length > 0
}

/** Writes the outbox rows that notify the merchant, once each: one for every recipient and channel. */
export async function notifyMerchant(container: MedusaContainer, { fact, data, ...about }: About): Promise<void> {
  const { outbox, options, channelsWithoutProvider } = paymentNotificationService(container)
  const { enabled, merchantLocale, shop, templates, addressKinds } = options.notifications
  const key = messageKey("merchant", fact)
  if (!enabled || !key) return
  await outbox.plan(
    merchantContactPoints(options.notifications, channelsWithoutProvider).map((point) => ({
      ...about,
      ...point,
      fact,
      audience: "merchant" as const,
      locale: merchantLocale,
      template: providerTemplate(templates, key, addressKind(point.channel, addressKinds)),
      topic: null,
      essential: true,
      customer_id: null,
      digest_key: null,
      failover_of: null,
      delaySeconds: 0,
      suppressed: null,
      data: { shop_name: shop.name ?? null, ...data },
    })),
  )
}
