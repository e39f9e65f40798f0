const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? "")

/**
 * An element in Braintree's form: numbers, booleans and null with a `type` or `nil`, the members of an array under their own
 * names (`[{ "status-event": { … } }]`). Undefined values are left out.
 */
export function toXml(name: string, value: unknown): string {
  if (value === undefined) return ""
  if (value === null) return `<${name} nil="true"/>`
  if (Array.isArray(value)) return `<${name} type="array">${value.map(memberOf).join("")}</${name}>`
  if (typeof value === "object") return `<${name}>${childrenOf(value)}</${name}>`
  if (typeof value === "boolean") return `<${name} type="boolean">${value}</${name}>`
  if (typeof value === "number") return `<${name} type="integer">${value}</${name}>`
  return `<${name}>${escape(String(value))}</${name}>`
}

const childrenOf = (value: object): string =>
  Object.entries(value)
    .map(([name, child]) => toXml(name, child))
    .join("")

const memberOf = (value: unknown): string =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? childrenOf(value) : toXml("item", value)
