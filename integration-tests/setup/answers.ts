import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { ValidateFunction } from "ajv"
import type { Ajv2020 } from "ajv/dist/2020"
import type * as Yaml from "yaml"
import type { Document } from "../../scripts/lib/openapi/document"
import type { Operation } from "../../scripts/lib/openapi/operation"
import type { Answer } from "../../scripts/lib/openapi/refusals"
import { root } from "../../scripts/lib/paths"

/** An answer that a test has got. */
export interface Got {
  readonly method: string
  readonly url: string
  readonly status: number
  readonly contentType: string | null
  /** Undefined for a stream. */
  readonly text?: string
}

/** Whatever stands below these is ours; elsewhere, only what the document names. */
const OURS = /^\/(admin\/payment-notifications|payment-notifications|webhooks)\//

const breaches: string[] = []

/** Adds what an answer of ours says beyond docs/openapi.yaml to the breaches. Answers of others are none of its business. */
export function checkAnswer(got: Got): void {
  const problem = problemOf(got)
  if (problem) breaches.push(`${got.method} ${new URL(got.url).pathname} → ${got.status}: ${problem}`)
}

/** The data of an event of a stream, likewise. */
export function checkEvent(url: string, data: unknown): void {
  const found = routeOf(new URL(url).pathname)
  const schema = found?.methods.get?.responses[200]?.content?.["text/event-stream"]?.schema.contentSchema
  const problem = schema ? invalid(schema, data) : "the document knows no such stream"
  if (problem) breaches.push(`a status of ${new URL(url).pathname}: ${problem}`)
}

/** The breaches since it was last asked, for a hook that fails with them. */
export const takeBreaches = (): string[] => breaches.splice(0)

function problemOf({ method, url, status, contentType, text }: Got): string | undefined {
  const { pathname } = new URL(url)
  const found = routeOf(pathname)
  if (!found) return OURS.test(pathname) && status !== 404 ? "docs/openapi.yaml knows no such route" : undefined
  const operation = (found.methods as Record<string, Operation | undefined>)[method.toLowerCase()]
  if (!operation)
    return status === 404 || method === "OPTIONS" || method === "HEAD" ? undefined : "the document knows no such method"
  const answer = resolve(operation.responses[status])
  if (!answer)
    return `the document knows no such status here, but ${Object.keys(operation.responses).join(", ")} (\`@answers\` names one)`
  if (text === undefined) return undefined
  if (!answer.content) return text === "" ? undefined : "the document knows no body here"
  const type = contentType?.split(";")[0]?.trim() ?? ""
  const content = answer.content[type] ?? answer.content["*/*"]
  if (content) return type === "application/json" ? invalid(content.schema, JSON.parse(text)) : undefined
  // An empty refusal says it all by its status.
  return text === "" && status >= 400
    ? undefined
    : `the document knows ${Object.keys(answer.content).join(", ")} here, not "${type}"`
}

interface Known {
  readonly document: Document
  readonly routes: ReadonlyArray<{ readonly pattern: RegExp; readonly methods: Document["paths"][string] }>
  readonly ajv: Ajv2020
  readonly validators: Map<string, ValidateFunction>
}

let known: Known | undefined

/** Read when the first answer comes: most specs of other projects need none of it. */
function load(): Known {
  if (known) return known
  /* eslint-disable @typescript-eslint/no-require-imports -- as above */
  const { parse } = require("yaml") as typeof Yaml
  const { Ajv2020: Ajv } = require("ajv/dist/2020") as { Ajv2020: typeof Ajv2020 }
  /* eslint-enable @typescript-eslint/no-require-imports */
  const document = closed(parse(readFileSync(join(root, "docs", "openapi.yaml"), "utf8"))) as Document
  const ajv = new Ajv({ strict: false, allErrors: true })
  ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
  ajv.addSchema({ $id: "document", components: document.components })
  const routes = Object.entries(document.paths)
    // A path without parameters is meant before one with.
    .sort(([a], [b]) => Number(a.includes("{")) - Number(b.includes("{")))
    .map(([path, methods]) => ({
      pattern: new RegExp(`^${path.replace(/\./g, "\\.").replace(/\{\w+\}/g, "[^/]+")}/?$`),
      methods,
    }))
  return (known = { document, routes, ajv, validators: new Map() })
}

const routeOf = (pathname: string) =>
  /payment|notification|webhooks|push|\.well-known/.test(pathname)
    ? load().routes.find(({ pattern }) => pattern.test(pathname))
    : undefined

const resolve = (answer: Answer | undefined): Answer | undefined =>
  answer?.$ref ? load().document.components.responses[answer.$ref.replace("#/components/responses/", "")] : answer

function invalid(schema: unknown, value: unknown): string | undefined {
  const { ajv, validators } = load()
  const key = JSON.stringify(schema)
  let validate = validators.get(key)
  if (!validate)
    validators.set(key, (validate = ajv.compile(JSON.parse(key.replace(/"#\/components/g, '"document#/components')) as object)))
  if (validate(value)) return undefined
  return ajv.errorsText(
    validate.errors?.slice(0, 5).map((error) => ({ ...error, message: `${error.message} ${JSON.stringify(error.params)}` })),
  )
}

/** The document lets fields come; a test lets none that it does not name. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== "object" || node === null) return node
  const all = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, closed(value)])) as Record<string, unknown>
  if (all.type === "object" && all.properties && !("additionalProperties" in all)) all.additionalProperties = false
  return all
}
