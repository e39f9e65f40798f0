import { OPAQUE, SUMS } from "../../../src/api/_shared/both-units"
import { readChecks } from "./middlewares"
import { operationOf, type Operation } from "./operation"
import { REFUSALS, type Answer } from "./refusals"
import { readRoutes, type Route } from "./routes"
import { TypeSchemas, type Schema } from "./type-schema"

export interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly responses: Readonly<Record<string, Answer>>
    readonly securitySchemes: object
  }
  readonly tags: ReadonlyArray<{ readonly name: string; readonly description: string }>
  readonly [more: string]: unknown
}

const INFO = {
  title: "medusa-payment-notifications",
  version: "1",
  license: { name: "MIT", identifier: "MIT" },
  description: [
    "The HTTP API of the plugin, beside Medusa's own: what the routes' code says. A status or a field that is not here fails a test.",
    "New fields may come with any version: a client ignores those that it does not know.",
  ].join(" "),
}

const GROUPS: Readonly<Record<string, string>> = {
  Storefront: "What a shopper's page asks for: the state of a payment, push messages, preferences.",
  Webhooks: "What providers call.",
  Others: "What receivers, Prometheus and mail programs call.",
}

const bearer = (description: string) => ({ type: "http", scheme: "bearer", description })

const SECURITY = {
  adminToken: bearer("A token of Medusa's `POST /auth/user/{provider}`; its roles' policies hold."),
  adminSession: { type: "apiKey", in: "cookie", name: "connect.sid", description: "A session of Medusa's `POST /auth/session`." },
  adminApiKey: { type: "http", scheme: "basic", description: "A secret API key as the user name." },
  publishableKey: { type: "apiKey", in: "header", name: "x-publishable-api-key", description: "As all of Medusa's store API." },
  customerToken: bearer("A token of Medusa's `POST /auth/customer/{provider}`."),
  readToken: bearer("The `read_token` of a destination: in the answer that made it, and in none after it."),
  metricsToken: bearer("The option `metrics.token`."),
}

const REFUSAL: Schema = {
  type: "object",
  description: "Why a call was refused, in the form of Medusa's errors.",
  properties: {
    type: { type: "string", description: "A kind of Medusa's errors: `invalid_data`, `not_allowed`, `not_found`, …" },
    code: { type: "string" },
    message: { type: "string" },
  },
  required: ["message"],
}

let made: Document | undefined

/** The document of the whole API, from the routes and their middlewares. Takes seconds, once: all types are resolved. */
export const openApiDocument = (): Document => (made ??= make())

function make(): Document {
  const { routes, checker } = readRoutes()
  const checksOf = readChecks()
  const plain = new TypeSchemas(checker)
  const inBothUnits = new TypeSchemas(checker, withBothUnits)
  const paths: Record<string, Record<string, Operation>> = {}
  for (const route of [...routes].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))) {
    const schemas = route.path.startsWith("/admin/") ? inBothUnits : plain
    const operation = operationOf(route, checksOf(route.method, route.path), schemas)
    ;(paths[route.path] ??= {})[route.method] = operation
  }
  const shared = Object.keys(plain.components).filter((name) => name in inBothUnits.components)
  if (shared.length)
    throw new Error(`both admin and other routes answer with ${shared.join(", ")}: sums are shown differently in them`)
  const found = { Refusal: REFUSAL, ...plain.components, ...inBothUnits.components }
  const schemas = Object.fromEntries(used(found, paths).sort(([a], [b]) => (a < b ? -1 : 1)))
  return {
    openapi: "3.1.0",
    info: INFO,
    servers: [{ url: "/", description: "The store that the plugin is installed in." }],
    tags: groupsOf(paths),
    paths,
    components: { securitySchemes: SECURITY, responses: REFUSALS, schemas },
  }
}

/** Admin first, then the storefront's, and the order of paths and methods within. */
const rank = ({ path, method }: Route): string =>
  `${["/admin/", "/store/", "/webhooks/"].findIndex((start) => path.startsWith(start)) >>> 0} ${path} ${["get", "post", "put", "delete"].indexOf(method)}`

function groupsOf(paths: Document["paths"]): Document["tags"] {
  const names = Object.values(paths).flatMap((path) => Object.values(path).flatMap(({ tags }) => tags))
  return [...new Set(names)].map((name) => ({
    name,
    description: GROUPS[name] ?? `What admins read and do about ${name.replace("Admin: ", "")}.`,
  }))
}

/** As the middleware `showBothUnits` does with an answer. */
function withBothUnits(schema: Schema, where: string): Schema {
  if (where.split(".").some((name) => OPAQUE.has(name))) return schema
  const properties: Record<string, Schema> = {}
  const required = new Set(schema.required)
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    properties[name] = field
    if (!(SUMS as readonly string[]).includes(name) || ![field.type].flat().includes("string")) continue
    properties[`${name}_major`] = { type: ["number", "null"], description: "Major units; null where no currency is known." }
    properties[`${name}_minor`] = { type: field.type!, description: "Integer minor units." }
    if (required.has(name)) required.add(`${name}_major`).add(`${name}_minor`)
  }
  return { ...schema, ...(schema.properties && { properties }), ...(required.size && { required: [...required] }) }
}

/** Rows of lists have taken the place of some. */
function used(schemas: Record<string, Schema>, paths: object): Array<[string, Schema]> {
  const names = new Set(["Refusal"])
  const follow = (value: unknown): void => {
    for (const [, name = ""] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (names.has(name)) continue
      names.add(name)
      follow(schemas[name])
    }
  }
  follow(paths)
  return Object.entries(schemas).filter(([name]) => names.has(name))
}
