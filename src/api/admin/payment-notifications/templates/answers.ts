import type { AddressKind } from "../../../../services/notifications/channels"
import type { Audience } from "../../../../services/notifications/content/catalog"
import type { Values } from "../../../../services/notifications/content/variables"

/** A message that the plugin can send. */
export interface ListedTemplate {
  /** Its name, as the option `notifications.templates` has it: `payment.captured`, `merchant.attention.dispute`. */
  readonly template: string
  readonly fact: string
  readonly audience: Audience
  /** The languages that it can be written in. */
  readonly locales: readonly string[]
}

/** The answer of `GET /templates`. */
export interface ShownTemplates {
  readonly templates: readonly ListedTemplate[]
  /** The channels that Medusa knows everywhere, and the store's own. */
  readonly channels: readonly string[]
  /** The language of whoever names none. */
  readonly default_locale: string
}

/** A message as its channel would get it, of sample data. */
export interface TemplatePreview {
  readonly template: string
  readonly channel: string
  /** The form that the channel's messages have. */
  readonly kind: AddressKind
  /** The nearest available language to the one that was asked for. */
  readonly locale: string
  readonly subject: string
  readonly text: string
  /** Of mails alone. */
  readonly html: string | null
  /** The link of the message, where it has one. */
  readonly url: string | null
  /** The template of the mail provider that is filled with `data` instead of these words; null where these are sent. */
  readonly provider_template: string | null
  /** The message's data as its provider gets it. */
  readonly data: Readonly<Record<string, string | Values>>
}

/** The answer of `GET /templates/:template/preview`. */
export interface ShownPreview {
  readonly preview: TemplatePreview
}
