import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { ValidateFunction } from "ajv"
import { Ajv2020 } from "ajv/dist/2020"
import { parse } from "yaml"
import type { Document } from "../../scripts/lib/openapi/document"
import type { Operation } from "../../scripts/lib/openapi/operation"
import type { Answer } from "../../scripts/lib/openapi/refusals"
import { root } from "../../scripts/lib/paths"
import type { Noted, NotedAnswer } from "./note-answer"

/** Whatever stands below these is ours; elsewhere, only what the document names. */
const OURS = /^\/(admin\/payment-notifications|payment-notifications|webhooks)\//

/** The differences of these answers from docs/openapi.yaml. Answers of core's routes are none of its business. */
export const breachesOf = (answers: readonly Noted[]): string[] =>
  answers.flatMap((noted) => {
    const { pathname } = new URL(noted.url)
    const problem = "event" in noted ? eventProblem(pathname, noted.event) : problemOf(noted, pathname)
    return problem ? [`${"event" in noted ? "a status of" : `${noted.method} ${noted.status}`} ${pathname}: ${problem}`] : []
  })

function eventProblem(pathname: string, data: unknown): string | undefined {
  const schema = routeOf(pathname)?.methods.get?.responses[200]?.content?.["text/event-stream"]?.schema.contentSchema
  return schema ? invalid(schema, data) : "the document knows no such stream"
}

function problemOf({ method, status, contentType, text }: NotedAnswer, pathname: string): string | undefined {
  const found = routeOf(pathname)
  if (!found) return OURS.test(pathname) && status !== 404 ? "docs/openapi.yaml knows no such route" : undefined
  const operation = (found.methods as Record<string, Operation | undefined>)[method.toLowerCase()]
  if (!operation)
    return status === 404 || method === "OPTIONS" || method === "HEAD" ? undefined : "the document knows no such method"
  const answer = resolve(operation.responses[status])
  if (!answer)
    return `the document knows no such status here, but ${Object.keys(operation.responses).join(", ")} (\`@answers\` names one)`
  if (text === undefined) return undefined
  // A worker's process has no routes at all.
  if (status === 404 && text.includes(`<pre>Cannot ${method} `)) return undefined
  if (!answer.content) return text === "" ? undefined : "the document knows no body here"
  const type = contentType?.split(";")[0]?.trim() ?? ""
  const content = answer.content[type]
  if (content) return type === "application/json" ? invalid(content.schema, JSON.parse(text)) : undefined
  // Bytes in the caller's dialect, which may be JSON.
  if (answer.content["*/*"]) return undefined
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

/** Read when the first answers come: most runs of other projects need none of it. */
function load(): Known {
  if (known) return known
  const document = closed(parse(readFileSync(join(root, "docs", "openapi.yaml"), "utf8"))) as Document
  const ajv = new Ajv2020({ strict: false, allErrors: true })
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

const routeOf = (pathname: string) => load().routes.find(({ pattern }) => pattern.test(pathname))

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
