import { wordsIn, type Frame, type MessageKey } from "./catalog"
import { chooseLocale } from "./choose-locale"
import { catalogs } from "./locales"
import type { ContentOptions, OwnWords, Templates } from "./options"

type Sources = Pick<ContentOptions, "templates" | "messages">

/**
 * A message in one language: the plugin's words, then those that the store added to the language, then those that it wrote for
 * the fact. The last one wins.
 */
export const wordsOf = (key: MessageKey, locale: string, { templates, messages }: Sources): OwnWords => {
  const shipped = catalogs.get(locale)
  return {
    ...(shipped && wordsIn(shipped, key)),
    ...defined(own(messages, locale)?.facts?.[key]),
    ...defined(own(messagesOf(templates, key), locale)),
  }
}

/** Languages that a message can be written in: those with a subject and a text for it. */
export const localesOf = (key: MessageKey, sources: Sources): readonly string[] =>
  [...new Set([...catalogs.keys(), ...Object.keys(sources.messages), ...Object.keys(messagesOf(sources.templates, key))])].filter(
    (locale) => isWhole(wordsOf(key, locale, sources)),
  )

export const isWhole = ({ subject, text }: OwnWords): boolean => Boolean(subject && text)

/** The frame around the message. A language that the store adds without one borrows the frame of the nearest language that ships. */
export function frameOf(locale: string, { messages, defaultLocale }: Pick<ContentOptions, "messages" | "defaultLocale">): Frame {
  const nearest = catalogs.get(chooseLocale(locale, defaultLocale, [...catalogs.keys()]))!.frame
  const frame = own(messages, locale)?.frame
  return {
    links: { ...nearest.links, ...defined(frame?.links) },
    support: frame?.support ?? nearest.support,
    unsubscribe: frame?.unsubscribe ?? nearest.unsubscribe,
  }
}

function messagesOf(templates: Templates, key: MessageKey): Readonly<Record<string, OwnWords>> {
  const template = templates[key]
  return (typeof template === "object" && template.messages) || {}
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

const defined = <T extends object>(given: T | undefined) =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
