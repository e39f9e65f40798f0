import { messageKeys, type MessageKey } from "./catalog"
import { problemWith } from "./icu"
import type { OwnCatalog, OwnFrame, OwnWords, Templates } from "./options"
import { isWhole, wordsOf } from "./words"

/** One wrong option: its path and the problem. */
export interface Problem {
  readonly path: string[]
  readonly message: string
}

/** Every message of the store's own that cannot be parsed, or that would leave a message without words. */
export function problemsWith(templates: Templates, messages: Readonly<Record<string, OwnCatalog>>): readonly Problem[] {
  const problems: Problem[] = []
  const check = (path: string[], message: string | undefined) => {
    const problem = message === undefined ? undefined : problemWith(message)
    if (problem) problems.push({ path, message: problem })
  }
  const checkWords = (path: string[], key: MessageKey, locale: string, words: OwnWords) => {
    const unknown = problemWithLocale(locale)
    if (unknown) return void problems.push({ path, message: unknown })
    for (const [field, message] of Object.entries(words)) check([...path, field], message)
    if (!isWhole(wordsOf(key, locale, { templates, messages }))) {
      problems.push({ path, message: `the plugin ships no messages in ${locale}: give subject and text` })
    }
  }
  for (const [locale, { frame, facts }] of Object.entries(messages)) {
    const unknown = problemWithLocale(locale)
    if (unknown) {
      problems.push({ path: ["messages", locale], message: unknown })
      continue
    }
    for (const [path, message] of frameMessages(frame)) check(["messages", locale, "frame", ...path], message)
    for (const key of messageKeys) {
      const words = facts?.[key]
      if (words) checkWords(["messages", locale, "facts", key], key, locale, words)
    }
  }
  for (const key of messageKeys) {
    const template = templates[key]
    if (typeof template !== "object") continue
    for (const [locale, words] of Object.entries(template.messages ?? {})) {
      checkWords(["templates", key, "messages", locale], key, locale, words)
    }
  }
  return problems
}

const frameMessages = (frame: OwnFrame | undefined): ReadonlyArray<readonly [string[], string | undefined]> => [
  [["support"], frame?.support],
  [["unsubscribe"], frame?.unsubscribe],
  ...Object.entries(frame?.links ?? {}).map(([name, message]): [string[], string | undefined] => [["links", name], message]),
]

/** The problem with a language tag; undefined if there is none. */
export function problemWithLocale(locale: string): string | undefined {
  try {
    return new Intl.Locale(locale).baseName === locale ? undefined : `is written "${new Intl.Locale(locale).baseName}"`
  } catch {
    return 'must be a language tag, like "pt-BR"'
  }
}
