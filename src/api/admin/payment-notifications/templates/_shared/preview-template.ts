import { MedusaError } from "@medusajs/framework/utils"
import { addressKind, knownChannels } from "../../../../../services/notifications/channels"
import { providerTemplate, usesProviderTemplate } from "../../../../../services/notifications/content/provider-template"
import { dataFor, type RenderedNotification } from "../../../../../services/notifications/content/render-notification"
import { namedMessages, renderSample, type NamedMessage } from "../../../../../services/notifications/content/render-sample"
import type { NotificationOptions } from "../../../../../services/options/notifications"
import type { TemplatePreview } from "../answers"
import type { PreviewParams } from "../validators"

/** The message of this name, by the very code that writes what is sent. Throws Medusa's 404, or 400 with what is wrong. */
export async function previewTemplate(
  options: NotificationOptions,
  template: string,
  { channel, locale = options.defaultLocale }: PreviewParams,
): Promise<TemplatePreview> {
  const message = namedMessages.find(({ key }) => key === template)
  if (!message) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Template ${template} was not found`)
  const kind = addressKind(channel, options.addressKinds)
  if (!kind) {
    const known = knownChannels(options).join(", ")
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `channel must be one of ${known}`)
  }
  const rendered = await render(message, { kind, locale, options })
  const { locale: written, subject, text, html = null, url = null } = rendered
  const isProviders = usesProviderTemplate(options.templates, { ...message, kind })
  return {
    ...{ template, channel, kind, locale: written, subject, text, html, url },
    data: dataFor(kind, rendered),
    provider_template: isProviders ? providerTemplate(options.templates, message.key, kind) : null,
  }
}

/** A template function is the store's own code: its error is shown to whoever wrote it. */
async function render(message: NamedMessage, input: Parameters<typeof renderSample>[1]): Promise<RenderedNotification> {
  try {
    return await renderSample(message, input)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `the store's own template of ${message.key} fails: ${why}`)
  }
}
