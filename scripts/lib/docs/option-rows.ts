import { join } from "node:path"
import ts from "typescript"
import { evaluate } from "./evaluate"
import { commentOf, declarationOf, readSource, type Source } from "./option-source"

/** One option as the reference shows it. */
export interface OptionRow {
  /** `notifications.shop.name`, `accounts[].id`. */
  readonly path: string
  readonly type: string
  /** As JSON; undefined where there is none. */
  readonly fallback: string | undefined
  readonly isRequired: boolean
  readonly comment: string
  /** All the words that the option, or its keys, may be, where they are too many for a cell. */
  readonly words?: readonly string[]
}

/** Every option that a store may write, in the order of the schema. Groups come before their members. */
export function optionRows(root: string): OptionRow[] {
  const source = readSource(join(root, "src", "services", "options"))
  const schema = source.constants.get("optionsSchema")
  if (!schema) throw new Error("src/services/options declares no optionsSchema")
  return rowsOf(read(schema.value, source, new Map()).members, "")
}

/** The meaning of a zod expression's calls. */
interface Reading {
  readonly type: string
  readonly fallback?: string
  readonly isOptional?: boolean
  /** The members of an object, or of a list's entries. */
  readonly members: readonly Member[]
  /** `[]` for the entries of a list, `.<name>` for those of a record. */
  readonly suffix?: string
  readonly comment?: string
  readonly words?: readonly string[]
}

interface Member {
  readonly name: string
  readonly comment: string
  readonly reading: Reading
}

function rowsOf(members: readonly Member[], prefix: string): OptionRow[] {
  return members.flatMap(({ name, comment, reading }) => {
    const path = `${prefix}${name}${reading.suffix ?? ""}`
    const row: OptionRow = {
      path,
      type: reading.type,
      fallback: reading.fallback,
      isRequired: !reading.isOptional && reading.fallback === undefined && reading.type !== "group",
      comment: comment || (reading.comment ?? ""),
      words: reading.words,
    }
    return [row, ...rowsOf(reading.members, `${path}.`)]
  })
}

type Bindings = ReadonlyMap<string, { readonly node: ts.Expression; readonly source: Source; readonly bindings: Bindings }>

function read(node: ts.Expression, source: Source, bindings: Bindings): Reading {
  if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) return read(node.expression, source, bindings)
  if (ts.isIdentifier(node)) {
    const bound = bindings.get(node.text)
    if (bound) return read(bound.node, bound.source, bound.bindings)
    const found = declarationOf(source, node.text)
    if (!found) throw new Error(`${source.file.fileName}: ${node.text} is not known`)
    const reading = read(found.value, found.source, new Map())
    return { ...reading, comment: reading.comment || found.comment }
  }
  if (!ts.isCallExpression(node)) throw new Error(`${source.file.fileName}: cannot read ${node.getText()}`)
  const { expression: callee, arguments: given } = node
  if (ts.isPropertyAccessExpression(callee)) {
    const value = (argument: ts.Expression) => evaluateBound(argument, source, bindings)
    return callee.expression.getText() === "z"
      ? begin(callee.name.text, given, source, bindings)
      : modify(read(callee.expression, source, bindings), callee.name.text, given, value)
  }
  return call(callee, given, source, bindings)
}

/** A helper such as `days(35)`: its body with the arguments in place of its parameters. */
function call(callee: ts.Expression, given: readonly ts.Expression[], source: Source, bindings: Bindings): Reading {
  const found = declarationOf(source, callee.getText())
  if (!found || !ts.isArrowFunction(found.value)) throw new Error(`${source.file.fileName}: cannot read ${callee.getText()}(…)`)
  const bound = found.value.parameters.map(
    ({ name }, index) => [name.getText(), { node: given[index]!, source, bindings }] as const,
  )
  const reading = read(found.value.body as ts.Expression, found.source, new Map(bound))
  return { ...reading, comment: reading.comment || found.comment }
}

function begin(kind: string, given: readonly ts.Expression[], source: Source, bindings: Bindings): Reading {
  const inner = (index: number) => read(given[index]!, source, bindings)
  const value = (index: number) => evaluateBound(given[index]!, source, bindings)
  switch (kind) {
    case "strictObject":
      return { type: "group", members: membersOf(shapeOf(given[0]!), source, bindings) }
    case "array":
      return listOf(inner(0))
    case "record":
    case "partialRecord":
      return recordOf(inner(1), inner(0).words)
    case "union":
      return unionOf((given[0] as ts.ArrayLiteralExpression).elements.map((element) => read(element, source, bindings)))
    case "enum":
      return wordsOf(value(0) as readonly string[])
    case "literal":
      return { type: `\`${JSON.stringify(value(0))}\``, members: [] }
    case "string":
      return { type: "text", members: [] }
    case "url":
      return { type: "URL", members: [] }
    case "email":
      return { type: "e-mail address", members: [] }
    case "unknown":
      return { type: "see the page of its provider or kind", members: [] }
    case "custom":
      return { type: customOf(node(given[0])), members: [] }
    default:
      return { type: kind, members: [] }
  }
}

const node = (given: ts.Expression | undefined): string => given?.getText() ?? ""
const customOf = (check: string): string => (check.includes('"function"') ? "function" : "object")

function listOf(entry: Reading): Reading {
  if (entry.type === "group") return { ...entry, type: "list", suffix: "[]" }
  return { type: `list of ${entry.type}`, members: entry.members }
}

function recordOf(entry: Reading, words: Reading["words"]): Reading {
  const isGroup = entry.type === "group"
  const type = isGroup ? "record" : `record of ${entry.type}`
  return { type, members: entry.members, words, suffix: entry.members.length ? ".<name>" : "" }
}

function unionOf(alternatives: readonly Reading[]): Reading {
  const members = alternatives.flatMap((reading) => reading.members)
  const types = alternatives.map(({ type }) => (type === "group" ? "object" : type))
  const isSwitch = alternatives[0]?.type === "group" && types.slice(1).every((type) => type === "`false`")
  return { type: isSwitch ? "group, or `false`" : types.join(" or "), members }
}

const shapeOf = (given: ts.Expression): ts.ObjectLiteralExpression =>
  (ts.isSatisfiesExpression(given) ? given.expression : given) as ts.ObjectLiteralExpression

function membersOf(shape: ts.ObjectLiteralExpression, source: Source, bindings: Bindings): Member[] {
  return shape.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) {
      const found = declarationOf(source, property.expression.getText())
      if (!found) throw new Error(`${source.file.fileName}: cannot read ${property.getText()}`)
      return membersOf(shapeOf(found.value), found.source, new Map())
    }
    const name = property.name!.getText()
    const value = ts.isPropertyAssignment(property) ? property.initializer : (property.name as ts.Identifier)
    return { name, comment: commentOf(property), reading: read(value, source, bindings) }
  })
}

function modify(
  reading: Reading,
  name: string,
  given: readonly ts.Expression[],
  value: (argument: ts.Expression) => unknown,
): Reading {
  switch (name) {
    case "default":
      return { ...reading, fallback: JSON.stringify(value(given[0]!)) }
    case "prefault":
      return { ...reading, isOptional: true }
    case "optional":
    case "nullish":
      return { ...reading, isOptional: true }
    case "int":
      return { ...reading, type: reading.type.replace(/^number/, "whole number") }
    case "positive":
      return { ...reading, type: `${reading.type} above 0` }
    case "min":
      return { ...reading, type: withLeast(reading.type, value(given[0]!) as number) }
    case "max":
      return { ...reading, type: withMost(reading.type, value(given[0]!) as number) }
    default:
      return reading
  }
}

const isNumber = (type: string): boolean => type.startsWith("number") || type.startsWith("whole number")

function withLeast(type: string, least: number): string {
  if (isNumber(type)) return `${type}, ${least} or more`
  if (type.startsWith("list")) return least > 0 ? `non-empty ${type}` : type
  return least > 1 ? `${type}, ${least} characters or more` : type
}

function withMost(type: string, most: number): string {
  if (isNumber(type)) return type.endsWith(" or more") ? type.replace(/ or more$/, ` to ${most}`) : `${type}, up to ${most}`
  return type.includes("list of") ? `${type} (${most} entries at most)` : type
}

const MOST_WORDS_IN_A_CELL = 4

const wordsOf = (words: readonly string[]): Reading =>
  words.length > MOST_WORDS_IN_A_CELL
    ? { type: `one of ${words.length} words, listed below`, members: [], words }
    : { type: words.map((word) => `\`${word}\``).join(" or "), members: [] }

function evaluateBound(argument: ts.Expression, source: Source, bindings: Bindings): unknown {
  const bound = ts.isIdentifier(argument) ? bindings.get(argument.text) : undefined
  return bound ? evaluateBound(bound.node, bound.source, bound.bindings) : evaluate(argument, source)
}
