import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../../../application/ground/module"
import { previewTemplate } from "../../_shared/preview-template"
import type { ShownPreview } from "../../answers"
import type { PreviewParams } from "../../validators"

/** `GET …/:template/preview?channel=&locale=`: the message as the store would send it, of sample data. Nothing is sent. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownPreview>): Promise<void> {
  const options = paymentNotificationService(req.scope).options.notifications
  const params = req.validatedQuery as unknown as PreviewParams
  res.json({ preview: await previewTemplate(options, req.params.template ?? "", params) })
}
