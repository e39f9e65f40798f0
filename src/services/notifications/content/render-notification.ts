import type { AddressKind } from "../channels"
import { messageKey } from "./catalog"
import { chooseLocale } from "./choose-locale"
import { oneLine } from "./clean"
import { compose, type Composed } from "./compose"
import type { Template, TemplateContent, TemplateMessage } from "./options"
import type { RenderInput } from "./render-input"
import type { Values } from "./variables"
import { localesOf } from "./words"

/** A message as a channel sends it. `subject` is one line: a mail's, a push message's title, a feed entry's title. */
export interface RenderedNotification {
  /** The language of the message. */
  readonly locale: string
  readonly subject: string
  readonly text: string
  /** In mails only. */
  readonly html?: string
  /** The link of the message, if it has one. */
  readonly url?: string
  /** The values that its words were filled with, formatted for the reader. */
  readonly values: Values
}

/**
 * The message that notifies `audience` of `fact`, in the nearest language available; undefined if `audience` is not notified of
 * it. Throws the errors of a template function, and TypeError if its result is not valid content.
 */
export async function renderNotification(input: RenderInput): Promise<RenderedNotification | undefined> {
  const { fact, audience, kind, options } = input
  const key = messageKey(audience, fact)
  if (!key) return undefined
  const locale = chooseLocale(input.locale, options.defaultLocale, localesOf(key, options))
  const composed = compose(input, key, locale)
  const content = (await ownContent(options.templates[key], input, composed)) ?? composed.content(kind)
  return { locale, ...content, ...(composed.url && { url: composed.url }), values: composed.values }
}

async function ownContent(
  template: Template | undefined,
  { fact, audience, kind, locale: requestedLocale, data }: RenderInput,
  { locale, values, url, unsubscribeUrl }: Composed,
): Promise<TemplateContent | undefined> {
  if (typeof template !== "function") return undefined
  const message: TemplateMessage = {
    ...{ fact, audience, kind, locale, requestedLocale, values },
    data: { ...data },
    ...(url && { url }),
    ...(unsubscribeUrl && { unsubscribeUrl }),
  }
  const content = await template(message)
  if (content === undefined) return undefined
  const { subject, text, html } = content
  if (typeof subject !== "string" || typeof text !== "string" || !["string", "undefined"].includes(typeof html)) {
    throw new TypeError(`the template of ${fact} must answer with { subject, text, html? }, or with undefined`)
  }
  return { subject: oneLine(subject), text, ...(kind === "email" && html !== undefined && { html }) }
}

/** Only mail and SMS providers have templates: the other channels get words. */
const TEMPLATED: readonly AddressKind[] = ["email", "phone"]

/**
 * A message's data for Medusa: the admin's feed shows `title` and `description`, a device opens `url`, and the provider's own
 * template is filled with `values`. They have a key of their own, since the data itself has a sum in minor units called `amount`,
 * too.
 */
export const dataFor = (
  kind: AddressKind,
  { locale, subject, text, url, values }: RenderedNotification,
): Readonly<Record<string, string | Values>> => ({
  locale,
  ...(TEMPLATED.includes(kind) && { values }),
  ...(kind === "feed" && { title: subject, description: text }),
  ...(kind === "push" && url && { url }),
})
