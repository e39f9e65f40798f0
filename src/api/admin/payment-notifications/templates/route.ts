import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../application/ground/module"
import { knownChannels } from "../../../../services/notifications/channels"
import { namedMessages } from "../../../../services/notifications/content/render-sample"
import { localesOf } from "../../../../services/notifications/content/words"
import type { ShownTemplates } from "./answers"

/** `GET /admin/payment-notifications/templates`: every message there is, and the channels and languages it can be looked at in. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownTemplates>): Promise<void> {
  const options = paymentNotificationService(req.scope).options.notifications
  res.json({
    templates: namedMessages.map(({ key, fact, audience }) => ({
      template: key,
      fact,
      audience,
      locales: localesOf(key, options),
    })),
    channels: knownChannels(options),
    default_locale: options.defaultLocale,
  })
}
