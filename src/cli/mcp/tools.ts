import { explainOrder } from "./explain-order"
import { READ_ROUTES } from "./read-routes"
import type { Read } from "./reader"

/** A tool as the protocol lists it. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly inputSchema: {
    readonly type: "object"
    readonly properties: Readonly<Record<string, object>>
    readonly required?: string[]
  }
  readonly annotations: { readonly readOnlyHint: true; readonly openWorldHint: false }
}

type Arguments = Readonly<Record<string, unknown>>

interface Offer extends Tool {
  call(read: Read, given: Arguments): Promise<unknown>
}

const annotations = { readOnlyHint: true, openWorldHint: false } as const

const EXPLAIN: Offer = {
  name: "explain_order",
  title: "Why is an order paid, or not?",
  description:
    "Why an order is not paid, or how it was: its payments with their states, the webhooks that were not applied, and what waits for a person. Start here with a question about an order.",
  inputSchema: {
    type: "object",
    properties: { order: { type: "string", description: "The order's number as people know it (1042), or its id (order_…)." } },
    required: ["order"],
  },
  annotations,
  call: (read, { order }) => explainOrder(read, String(order ?? "")),
}

/** One tool for each route that reads, made from the API's document: a route that changes anything is not in that list. */
const offers: readonly Offer[] = [
  EXPLAIN,
  ...READ_ROUTES.map(({ name, path, summary, parameters }): Offer => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter!)
    const properties = { ...Object.fromEntries(inPath.map((parameter) => [parameter, { type: "string" }])), ...parameters }
    return {
      name,
      title: summary,
      description: `${summary}. Reads GET ${path}.`,
      inputSchema: { type: "object", properties, ...(inPath.length && { required: inPath }) },
      annotations,
      call: (read, given) => {
        const query = Object.fromEntries(Object.keys(parameters).map((parameter) => [parameter, given[parameter]]))
        return read(
          path.replace(/\{(\w+)\}/g, (_all, parameter: string) => segment(parameter, given[parameter])),
          query,
        )
      },
    }
  }),
]

/** A value in a path. One of dots would lead to another route. */
function segment(name: string, value: unknown): string {
  if (typeof value !== "string" || !/^\w[\w.-]{0,127}$/.test(value)) throw new Error(`${name} must be an id`)
  return value
}

export const tools: readonly Tool[] = offers.map(({ call: _call, ...tool }) => tool)

/** The answer of a tool as text. Throws for a tool that there is not, and with what the store says where it refuses. */
export async function callTool(read: Read, name: string, given: Arguments): Promise<string> {
  const offer = offers.find((one) => one.name === name)
  if (!offer) throw new Error(`there is no tool "${name}"`)
  return JSON.stringify(await offer.call(read, given), null, 1)
}
