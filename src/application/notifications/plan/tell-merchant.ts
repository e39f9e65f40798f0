import type { MedusaContainer } from "@medusajs/framework/types"
import { addressKind } from "../../../services/notifications/channels"
import { merchantWays } from "../../../services/notifications/merchant-ways"
import { messageKey } from "../../../services/notifications/content/catalog"
import { providerTemplate } from "../../../services/notifications/content/provider-template"
import type { NotificationOptions } from "../../../services/options/notifications"
import { paymentNotificationService } from "../../ground/module"
import type { About } from "./about"

/** False where the merchant has named neither a recipient nor the admin's feed: then nothing can count as told. */
export const tellsMerchant = (options: NotificationOptions): boolean => options.enabled && merchantWays(options).length > 0

/** Writes the ledger rows that tell the merchant of something, once each: one for every recipient and channel. */
export async function tellMerchant(container: MedusaContainer, { fact, data, ...about }: About): Promise<void> {
  const { ledger, options } = paymentNotificationService(container)
  const { enabled, merchantLocale, shop, templates, addressKinds } = options.notifications
  const key = messageKey("merchant", fact)
  if (!enabled || !key) return
  await ledger.plan(
    merchantWays(options.notifications).map((way) => ({
      ...about,
      ...way,
      fact,
      audience: "merchant" as const,
      locale: merchantLocale,
      template: providerTemplate(templates, key, addressKind(way.channel, addressKinds)),
      topic: null,
      essential: true,
      customer_id: null,
      digest_key: null,
      fallback_of: null,
      delaySeconds: 0,
      suppressed: null,
      data: { shop_name: shop.name ?? null, ...data },
    })),
  )
}
