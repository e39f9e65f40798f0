import { openApiDocument } from "./document"
import type { Operation, Parameter } from "./operation"
import type { Schema } from "./type-schema"

const SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"

/** The values that a person fills in once, before the first call. */
const VARIABLES = {
  store: "http://localhost:9000",
  adminToken: "",
  publishableKey: "",
  customerToken: "",
  readToken: "",
  metricsToken: "",
}

/** `docs/postman.json`: every route as a request of a Postman collection, which Bruno and others read as well. */
export function postmanCollection(): string {
  const { paths, tags } = openApiDocument()
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const collection = {
    info: {
      name: "medusa-payment-notifications",
      description:
        "Written by `npm run docs:generate` from docs/openapi.yaml's source. Webhooks are signed: `npx payment-notifications send` sends them.",
      schema: SCHEMA,
    },
    item: tags.map(({ name, description }) => ({
      name,
      description,
      item: all
        .filter(({ operation }) => operation.tags.includes(name))
        .map(({ path, method, operation }) => itemOf(path, method, operation)),
    })),
    variable: Object.entries(VARIABLES).map(([key, value]) => ({ key, value })),
  }
  return `${JSON.stringify(collection, null, 2)}\n`
}

function itemOf(
  path: string,
  method: string,
  { summary, description, parameters = [], requestBody, security }: Operation,
): object {
  const body = requestBody?.content["application/json"]?.schema
  const schemes = Object.keys(security[0] ?? {})
  const bearer = schemes.find((scheme) => scheme.endsWith("Token"))
  const header = [
    ...(schemes.includes("publishableKey") ? [{ key: "x-publishable-api-key", value: "{{publishableKey}}" }] : []),
    ...(body ? [{ key: "content-type", value: "application/json" }] : []),
  ]
  return {
    name: summary,
    request: {
      method: method.toUpperCase(),
      description: description ?? summary,
      header,
      url: urlOf(path, parameters),
      ...(body && { body: { mode: "raw", raw: JSON.stringify(exampleOf(body), null, 2) } }),
      auth: bearer ? { type: "bearer", bearer: [{ key: "token", value: `{{${bearer}}}`, type: "string" }] } : { type: "noauth" },
    },
  }
}

function urlOf(path: string, parameters: readonly Parameter[]): object {
  const named = path.replace(/\{(\w+)\}/g, ":$1")
  const of = (place: Parameter["in"]) => parameters.filter((parameter) => parameter.in === place)
  return {
    raw: `{{store}}${named}`,
    host: ["{{store}}"],
    path: named.slice(1).split("/"),
    variable: of("path").map(({ name }) => ({ key: name, value: "" })),
    // Each is there to be switched on.
    query: of("query").map(({ name, schema, required }) => ({
      key: name,
      value: String(schema.default ?? ""),
      disabled: !required,
    })),
  }
}

/** A body with all that is required, to be filled in. */
function exampleOf({ type, properties = {}, required = [], ...rest }: Schema): unknown {
  if (Array.isArray(rest.enum)) return rest.enum[0] as unknown
  if (type === "object") return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {})]))
  if (type === "array") return []
  if (type === "boolean") return false
  return type === "number" || type === "integer" ? 0 : ""
}
