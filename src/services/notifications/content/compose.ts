import type { AddressKind } from "../channels"
import { actionOf } from "./actions"
import type { MessageKey } from "./catalog"
import { cleanValue, clip, oneLine } from "./clean"
import { directionOf, type Direction } from "./direction"
import type { Labeled, LayoutInput } from "./html/layout"
import type * as RenderHtml from "./html/render-html"
import { formatIcu } from "./icu"
import { fillLink } from "./links"
import type { ContentOptions, OwnWords, TemplateContent } from "./options"
import { plainMail } from "./plain-mail"
import type { RenderInput } from "./render-input"
import { valuesOf } from "./values"
import type { Values } from "./variables"
import { frameOf, wordsOf } from "./words"

/** About the length of two text messages. */
const LONGEST_SMS = 300

/** Leaves room for the rest of the 4 kB that a push service delivers. */
const LONGEST_PUSH = 300

/** A message in one language, before it takes a channel's form. */
export interface Composed {
  readonly locale: string
  readonly values: Values
  readonly url: string | undefined
  readonly unsubscribeUrl: string | undefined
  content(kind: AddressKind): TemplateContent
}

/** Fills a message's words with its values. */
export function compose(input: RenderInput, key: MessageKey, locale: string): Composed {
  const { data, options, audience } = input
  const direction = directionOf(locale)
  const action = actionOf(key)
  const known = { ...data, locale }
  const link = (name: NonNullable<typeof action>) => (name === "shop" ? options.shop.url : linkOf(options, name, known))
  const url = action && link(action)
  const unsubscribeUrl = audience === "customer" && isWeb(input.unsubscribeUrl) ? input.unsubscribeUrl : undefined
  const formatLocale = regionOf(input.locale, locale)
  const { name: shopName, supportEmail } = options.shop
  const values = valuesOf(data, { formatLocale, direction, shopName, supportEmail, url, unsubscribeUrl })
  const frame = frameOf(locale, options)
  const write = (message: string) => formatIcu(message, locale, values)
  const preferences = audience === "customer" ? link("preferences") : undefined
  const message: Message = {
    ...{ locale, direction, values, write, url },
    words: wordsOf(key, locale, options),
    button: action && url ? { label: write(frame.links[action]), url } : undefined,
    support: audience === "customer" && supportEmail ? write(frame.support) : undefined,
    links: [
      ...(preferences ? [{ label: write(frame.links.preferences), url: preferences }] : []),
      ...(unsubscribeUrl ? [{ label: write(frame.unsubscribe), url: unsubscribeUrl }] : []),
    ],
    shop: { ...options.shop, name: cleanValue(data.shop_name ?? shopName ?? "") || undefined },
  }
  return { locale, values, url, unsubscribeUrl, content: (kind) => FORMS[kind](message) }
}

interface Message {
  readonly locale: string
  readonly direction: Direction
  readonly values: Values
  readonly words: OwnWords
  readonly button: Labeled | undefined
  readonly support: string | undefined
  readonly links: readonly Labeled[]
  readonly shop: ContentOptions["shop"]
  readonly url: string | undefined
  write(message: string): string
}

/** The form of a message on each kind of channel. */
const FORMS: Readonly<Record<AddressKind, (message: Message) => TemplateContent>> = {
  email: (message) => {
    const { words, button, support, links, shop } = message
    const [subject, paragraphs] = [subjectOf(message), paragraphsOf(message)]
    const text = plainMail({ paragraphs, button, shopName: shop.name, support, links })
    return { subject, text, html: words.html ? ownHtml(message, words.html) : html(message, subject, paragraphs) }
  },
  phone: (message) => {
    const url = message.url ? ` ${message.url}` : ""
    // A link cut short leads nowhere, so the sentence is shortened.
    const space = LONGEST_SMS - url.length
    const short = smsLetters(shortOf(message))
    return { subject: subjectOf(message), text: space > LONGEST_SMS / 2 ? clip(short, space) + url : clip(short, LONGEST_SMS) }
  },
  push: (message) => ({ subject: subjectOf(message), text: clip(shortOf(message), LONGEST_PUSH) }),
  feed: (message) => ({ subject: subjectOf(message), text: paragraphsOf(message).join("\n") }),
}

const subjectOf = ({ words, write }: Message): string => oneLine(write(words.subject!))

const shortOf = ({ words, write }: Message): string => oneLine(write(words.short ?? words.subject!))

const paragraphsOf = ({ words, write }: Message): readonly string[] =>
  write(words.text!)
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)

/** Replaces spaces and quotes that are in no GSM alphabet: they would halve the length of a text message. */
const smsLetters = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ").replaceAll("’", "'")

function html(
  { locale, direction, values, button, shop, support, links }: Message,
  subject: string,
  paragraphs: readonly string[],
): string {
  const preheader = clip(paragraphs[0] ?? subject, 140)
  const code = values.code || undefined
  return renderHtml()({ locale, direction, subject, preheader, paragraphs, code, button, shop, support, links })
}

/** React is loaded with the first mail: a process that sends none does not pay for it. `import()` wants the file's name as built. */
function renderHtml(): (input: LayoutInput) => string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require("./html/render-html") as typeof RenderHtml).renderHtml
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)

function ownHtml({ locale, values }: Message, message: string): string {
  const escaped = Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? escapeHtml(value) : value])
  return formatIcu(message, locale, Object.fromEntries(escaped) as Values)
}

const linkOf = ({ links }: ContentOptions, name: keyof ContentOptions["links"], known: Readonly<Record<string, unknown>>) => {
  const template = links[name]
  return template && fillLink(template, known)
}

const isWeb = (url: string | undefined): boolean => Boolean(url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))

/** en-GB writes its dates otherwise than en: sums and dates follow the reader's region if the language is the same. */
function regionOf(requested: string | null, locale: string): string {
  try {
    const [asked, has] = [new Intl.Locale(requested ?? locale), new Intl.Locale(locale)]
    const same = asked.language === has.language && asked.maximize().script === has.maximize().script
    return same ? asked.baseName : locale
  } catch {
    return locale
  }
}
