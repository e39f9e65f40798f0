import type { LinkName } from "./catalog"
import { cleanValue } from "./clean"

/** The variables that a link may name. */
export const LINK_VARIABLES = [
  "order_id",
  "order_display_id",
  "cart_id",
  "customer_id",
  "attention_id",
  "dispute_id",
  "locale",
] as const

/** URL templates of the storefront and the admin, as `https://shop.example/orders/{order_id}`. */
export type Links = Readonly<Partial<Record<LinkName, string>>>

const VARIABLE = /\{([^{}]*)\}/g
const NAMES: ReadonlySet<string> = new Set(LINK_VARIABLES)

/** The problem with a URL template, in a sentence; undefined if there is none. */
export function problemWithLink(template: string): string | undefined {
  for (const [, name = ""] of template.matchAll(VARIABLE)) {
    if (!NAMES.has(name)) return `has the unknown variable {${name}}; use one of ${LINK_VARIABLES.join(", ")}`
  }
  const example = template.replace(VARIABLE, "x")
  if (/[{}]/.test(example)) return "has a brace that belongs to no variable"
  return URL.canParse(example) && /^https?:$/.test(new URL(example).protocol) ? undefined : "must be an http or https URL"
}

/** The template's URL, its variables URL-encoded; undefined if one of them is not known for this message. */
export function fillLink(template: string, known: Readonly<Record<string, unknown>>): string | undefined {
  let complete = true
  const url = template.replace(VARIABLE, (_whole, name: string) => {
    const value = known[name]
    if (typeof value === "string" && value) return encodeURIComponent(cleanValue(value))
    if (typeof value === "number") return String(value)
    complete = false
    return ""
  })
  return complete ? url : undefined
}
