const DECLARATION = /^\s*(?:<\?xml[^<>]{0,200}\?>\s*)?/
const NAME = /^[A-Za-z_][\w.-]{0,63}$/
const CDATA = "<![CDATA["
const CDATA_END = "]]>"
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
])

/**
 * Reads XML of the one form that WeChat Pay writes: a root with elements of text, each name once. Undefined for everything else,
 * such as attributes, nesting, a document type or entities: strangers send such things to parsers.
 *
 * @example
 * ```ts
 * readFlatXml("<xml><mch_id>1900000109</mch_id></xml>", "xml")?.get("mch_id") // "1900000109"
 * ```
 */
export function readFlatXml(text: string, root: string): ReadonlyMap<string, string> | undefined {
  const start = text.replace(DECLARATION, "")
  const [open, close] = [`<${root}>`, `</${root}>`]
  const whole = start.trimEnd()
  if (!whole.startsWith(open) || !whole.endsWith(close)) return undefined
  const inner = whole.slice(open.length, -close.length)
  const fields = new Map<string, string>()
  for (let at = nextText(inner, 0); at < inner.length; at = nextText(inner, at)) {
    const end = inner.indexOf(">", at)
    const name = inner.slice(at + 1, end)
    if (inner[at] !== "<" || !NAME.test(name) || fields.has(name)) return undefined
    const element = readElement(inner, end + 1, `</${name}>`)
    if (!element) return undefined
    fields.set(name, element.value)
    at = element.end
  }
  return fields
}

/** The text of an element from `at` on, either plain or one CDATA section, and the place behind its end. */
function readElement(text: string, at: number, close: string): { value: string; end: number } | undefined {
  const inside = nextText(text, at)
  if (text.startsWith(CDATA, inside)) {
    const end = text.indexOf(CDATA_END, inside)
    const closing = end < 0 ? -1 : nextText(text, end + CDATA_END.length)
    if (closing < 0 || !text.startsWith(close, closing)) return undefined
    return { value: text.slice(inside + CDATA.length, end), end: closing + close.length }
  }
  const end = text.indexOf("<", at)
  if (end < 0 || !text.startsWith(close, end)) return undefined
  const value = dereferenced(text.slice(at, end))
  return value === undefined ? undefined : { value, end: end + close.length }
}

/** Undefined where the text holds another reference than the five that XML itself has. */
function dereferenced(text: string): string | undefined {
  const [first = "", ...parts] = text.split("&")
  const read = parts.map((part) => {
    const end = part.indexOf(";")
    const character = REFERENCES.get(part.slice(0, Math.max(end, 0)))
    return character === undefined ? undefined : character + part.slice(end + 1)
  })
  return read.includes(undefined) ? undefined : first + read.join("")
}

/** The place of the next character that is no white space. */
function nextText(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/.test(text.charAt(at))) at++
  return at
}
