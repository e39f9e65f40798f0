import type * as FastXmlParser from "fast-xml-parser"
import { MalformedPayloadError } from "../../domain/errors"
import { requirePackage } from "../../packages/require-package"

/** Deeper than any of Braintree's notifications nests. */
const MAX_DEPTH = 32

/** The package that reads XML: an optional peer, as no other provider needs it. */
export const XML_PACKAGE = "fast-xml-parser"

let made: FastXmlParser.XMLParser | undefined

/** Every value stays text: "1.50" is an amount and "007" a reference, neither a number. */
function parser(): FastXmlParser.XMLParser {
  if (made) return made
  const { XMLParser } = requirePackage<typeof FastXmlParser>(XML_PACKAGE, 'provider "braintree"')
  made = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    cdataPropName: "#cdata",
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: MAX_DEPTH,
  })
  return made
}

const utf8 = new TextDecoder("utf-8", { fatal: true })

/** An element: its children by name, its attributes as `@name`, its own text as `#text`. */
export type XmlElement = Readonly<Record<string, unknown>>

/**
 * Reads XML without document types and entities of its own, which no notification has and which expand without end. Throws
 * MalformedPayloadError for these, for bytes that are not XML in UTF-8, and for any other root element.
 */
export function readXml(bytes: Buffer, root: string): XmlElement {
  const xml = parser()
  let document: unknown
  try {
    const text = utf8.decode(bytes)
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Error("a document type is not read")
    document = xml.parse(text, true)
  } catch (cause) {
    throw new MalformedPayloadError("the payload is not XML that is read here", { cause })
  }
  const element =
    asElement(document) && Object.keys(document as object).length === 1 ? child(document as XmlElement, root) : undefined
  if (!element) throw new MalformedPayloadError(`the payload is not a ${root}`)
  return element
}

const asElement = (value: unknown): XmlElement | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as XmlElement) : undefined

/** The one child of this name that has children itself; undefined when it is missing, doubled or a mere text. */
export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element && Object.hasOwn(element, name) ? asElement(element[name]) : undefined

/** All children of this name that have children themselves. */
export function children(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  const found = element && Object.hasOwn(element, name) ? element[name] : undefined
  return (Array.isArray(found) ? found : [found]).map(asElement).filter((item) => item !== undefined)
}

/** The text of the one child of this name; undefined when it is missing, empty or nil. Throws MalformedPayloadError when it is doubled. */
export function requireTextOf(element: XmlElement | undefined, name: string): string | undefined {
  const found = element && Object.hasOwn(element, name) ? element[name] : undefined
  if (Array.isArray(found)) throw new MalformedPayloadError(`the payload holds ${name} more than once`)
  const text = typeof found === "string" ? found : asElement(found)?.["#text"]
  return typeof text === "string" && text !== "" ? decodeEntities(text) : undefined
}

/** As `requireTextOf`, for a field that nobody needs: undefined for anything that cannot be read. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  try {
    return requireTextOf(element, name)
  } catch (error) {
    if (error instanceof MalformedPayloadError) return undefined
    throw error
  }
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
])

/** The five entities that XML itself knows, and characters by number. */
const decodeEntities = (text: string): string =>
  text.replace(/&(?:([^;&]{1,10});)?/g, (_whole, name = "") => {
    const character = name.startsWith("#") ? byNumber(name.slice(1)) : NAMED.get(name)
    if (character === undefined) throw new MalformedPayloadError("the payload holds an entity that XML does not know")
    return character
  })

function byNumber(digits: string): string | undefined {
  const code = /^x[0-9a-fA-F]+$/.test(digits) ? parseInt(digits.slice(1), 16) : /^\d+$/.test(digits) ? Number(digits) : -1
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
