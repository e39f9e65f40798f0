import { IntlMessageFormat } from "intl-messageformat"
import {
  isNumberElement,
  isPluralElement,
  isSelectElement,
  parse,
  TYPE,
  type MessageFormatElement,
} from "@formatjs/icu-messageformat-parser"
import { NUMBER_VARIABLES, TEXT_VARIABLES, type Values } from "./variables"

const TEXTS: ReadonlySet<string> = new Set(TEXT_VARIABLES)
const NUMBERS: ReadonlySet<string> = new Set(NUMBER_VARIABLES)

/** Parsing costs more than formatting, and messages are few. */
const compiled = new Map<string, IntlMessageFormat>()

/**
 * A message filled with its values. Messages come from the catalogs and the options, and were checked at boot: text from outside
 * is only ever a value.
 */
export function formatIcu(message: string, locale: string, values: Values): string {
  const key = `${locale}\n${message}`
  let format = compiled.get(key)
  if (!format) {
    format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true })
    compiled.set(key, format)
  }
  return String(format.format(values))
}

/** The problem with a message, in a sentence; undefined if there is none. */
export function problemWith(message: string): string | undefined {
  try {
    return problemIn(parse(message, { ignoreTag: true }))
  } catch (error) {
    return `is not an ICU message: ${error instanceof Error ? error.message : String(error)}`
  }
}

function problemIn(elements: readonly MessageFormatElement[]): string | undefined {
  for (const element of elements) {
    if (element.type === TYPE.literal) {
      const quoted = [...element.value.matchAll(/\{(\w+)\}/g)].find(([, name = ""]) => TEXTS.has(name) || NUMBERS.has(name))?.[0]
      // ICU reads '{…}' as text; in HTML it is easily written by mistake.
      if (quoted) return `has ${quoted} behind an apostrophe, where it is shown as it stands; use double quotes, or ’`
    }
    if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag) continue
    const { value: name } = element
    if (!TEXTS.has(name) && !NUMBERS.has(name)) {
      return `speaks of {${name}}; use one of ${[...TEXT_VARIABLES, ...NUMBER_VARIABLES].join(", ")}`
    }
    const counts = isNumberElement(element) || isPluralElement(element)
    const isDate = element.type === TYPE.date || element.type === TYPE.time
    if (isDate || (counts && !NUMBERS.has(name))) return `formats {${name}}, which is text already; write {${name}} alone`
    if (!isPluralElement(element) && !isSelectElement(element)) continue
    for (const option of Object.values(element.options)) {
      const problem = problemIn(option.value)
      if (problem) return problem
    }
  }
  return undefined
}
