import { table } from "../docs/table"
import { openApiDocument } from "./document"
import type { Operation } from "./operation"
import { REFUSALS, type Answer } from "./refusals"
import type { Schema } from "./type-schema"

const INTRODUCTION = `# Routes

All of [\`docs/openapi.yaml\`](../openapi.yaml) as a page: each route, then the shapes of their answers. What it is for, and why it
holds: [HTTP API](http-api.md).`

/** `docs/reference/routes.md`: the document of the HTTP API for people. */
export function routesPage(): string {
  const { paths, components, tags } = openApiDocument()
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const groups = tags.map(({ name, description }) => {
    const routes = all.filter(({ operation }) => operation.tags.includes(name))
    return [
      `## ${name}`,
      description,
      ...routes.map(({ path, method, operation }) => routeOf(`${method.toUpperCase()} ${path}`, operation)),
    ].join("\n\n")
  })
  const shapes = Object.entries(components.schemas).map(([name, schema]) => shapeOf(name, schema))
  return [INTRODUCTION, ...groups, "## Shapes", ...shapes].join("\n\n")
}

function routeOf(name: string, { summary, description, parameters = [], requestBody, responses, ...more }: Operation): string {
  const query = parameters
    .filter((parameter) => parameter.in === "query")
    .map((parameter) => `\`${parameter.name}\`${parameter.required ? " (required)" : ""}`)
  const body = requestBody?.content["application/json"]?.schema
  const rows = Object.entries(responses).map(([status, answer]) => [status, answerOf(answer)])
  return [
    `### \`${name}\``,
    description ?? `${summary}.`,
    more["x-policies"] && `Policies: ${more["x-policies"].map((key) => `\`${key}\``).join(", ")}.`,
    query.length > 0 && `Query: ${query.join(", ")}.`,
    body && fieldsOf(body),
    table(["Status", "Answer"], rows),
  ]
    .filter(Boolean)
    .join("\n\n")
}

function answerOf(answer: Answer): string {
  const { description = "", content = {} } = answer.$ref
    ? REFUSALS[answer.$ref.replace("#/components/responses/", "") as keyof typeof REFUSALS]
    : answer
  const bodies = Object.entries(content).map(([type, { schema }]) =>
    type === "application/json" ? typeOf(schema) : `\`${type}\``,
  )
  return description === "Done." ? bodies.join(" or ") : description
}

const shapeOf = (name: string, schema: Schema): string =>
  [`### ${name}`, schema.description, fieldsOf(schema)].filter(Boolean).join("\n\n")

function fieldsOf({ properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(([name, field]) => [
    `\`${name}\`${required.includes(name) ? "" : "?"}`,
    typeOf(field),
    field.description ?? "",
  ])
  return rows.length ? table(["Field", "Type", ""], rows) : ""
}

function typeOf({ $ref, type, items, anyOf, ...rest }: Schema): string {
  if ($ref) return link($ref.replace("#/components/schemas/", ""))
  if (Array.isArray(anyOf)) return (anyOf as Schema[]).map(typeOf).join(" or ")
  if (Array.isArray(rest.enum)) return rest.enum.map((value) => `\`${String(value)}\``).join(", ")
  if (items) return `list of ${typeOf(items)}`
  const names = [type ?? "anything"].flat().map((one) => (one === "string" && rest.format ? String(rest.format) : one))
  return names.join(" or ")
}

const link = (name: string): string => `[${name}](#${name.toLowerCase()})`
