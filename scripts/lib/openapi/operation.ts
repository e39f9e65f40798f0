import { z } from "@medusajs/framework/zod"
import type { Checks } from "./middlewares"
import { isSuccess, refusalsOf, type Answer } from "./refusals"
import { answersText, mediaTypeOf, tagsOf, type Route } from "./routes"
import type { Schema, TypeSchemas } from "./type-schema"

export interface Parameter {
  readonly name: string
  readonly in: "path" | "query"
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
  readonly style?: string
  readonly explode?: boolean
}

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly security: ReadonlyArray<Readonly<Record<string, string[]>>>
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, { schema: Schema }>> }
  readonly responses: Readonly<Record<string, Answer>>
  readonly "x-policies"?: readonly string[]
}

/** A route of the document. */
export function operationOf(route: Route, checks: Checks, schemas: TypeSchemas): Operation {
  const parameters = [...pathParameters(route), ...queryParameters(route, checks)]
  const [summary, description] = textsOf(route)
  const isList = parameters.some(({ name }) => name === "fields")
  return {
    operationId: idOf(route),
    tags: [groupOf(route.path)],
    summary,
    ...(description !== `${summary}.` && { description }),
    security: securityOf(route, checks),
    ...(checks.policies.length && { "x-policies": checks.policies }),
    ...(parameters.length && { parameters }),
    ...bodyOf(route, checks),
    responses: responsesOf(route, checks, contentOf(route, schemas, isList)),
  }
}

function responsesOf(route: Route, checks: Checks, content: NonNullable<Answer["content"]>): Operation["responses"] {
  const others = Object.entries(refusalsOf(route, checks)).map(
    ([status, answer]) => [status, isSuccess(status) ? { ...answer, content } : answer] as const,
  )
  return { 200: { description: "Done.", content }, ...Object.fromEntries(others) }
}

/** The comment without the route's own name: its first sentence, and all of it. */
function textsOf({ text }: Route): [summary: string, description: string] {
  const said = text.replace(/^`(GET|POST|PUT|DELETE) [^`]*`:\s*/, "").replace(/^./, (letter) => letter.toUpperCase())
  const [first = said] = /^.+?[.:;](?=\s|$)/.exec(said) ?? []
  return [first.replace(/[.:;]$/, ""), said]
}

function contentOf(route: Route, schemas: TypeSchemas, isList: boolean): NonNullable<Answer["content"]> {
  const type = mediaTypeOf(route, "produces") ?? "application/json"
  const schema = schemas.of(route.body, route.where)
  if (type === "text/event-stream") {
    const description = "Events `open`, `status` and `end`; the data of each `status` is as `contentSchema` says."
    return { [type]: { schema: { type: "string", description, contentMediaType: "application/json", contentSchema: schema } } }
  }
  const json = { "application/json": { schema: isList ? withAnyFields(schema, schemas) : schema } }
  if (answersText(route)) return { [type]: { schema } }
  return type === "application/json" ? json : { ...json, [type]: { schema: { type: "string" } } }
}

/** `fields` leaves out any field of a list's rows, but no field of the list itself. */
function withAnyFields({ $ref = "" }: Schema, { components }: TypeSchemas): Schema {
  const nameIn = (ref: string) => ref.replace("#/components/schemas/", "")
  const page = components[nameIn($ref)]
  const rows = Object.values(page?.properties ?? {}).find(({ items }) => items?.$ref)
  if (!page || !rows?.items?.$ref)
    throw new Error(`the answer of a list needs a type with a name, and its rows need one: ${$ref}`)
  const row = nameIn(rows.items.$ref)
  const { required: _any, ...open } = components[row] as Schema
  const name = `${row.replace(/Row$/, "")}Row`
  components[name] = { ...open, description: `${open.description ?? ""} Of its fields, those that \`fields\` asks for.`.trim() }
  rows.items = { $ref: `#/components/schemas/${name}` }
  return { $ref }
}

const pathParameters = ({ path }: Route): Parameter[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name: name!, in: "path", required: true, schema: { type: "string" } }))

function queryParameters(route: Route, { query }: Checks): Parameter[] {
  const said = tagsOf(route, "query").map((text): Parameter => {
    const [, name = "", description] = /^(\S+) (.*)$/.exec(text) ?? []
    return { name, in: "query", required: true, ...(description && { description }), schema: { type: "string" } }
  })
  const { properties = {}, required = [] } = query ? jsonSchemaOf(query) : {}
  return [
    ...said,
    ...Object.entries(properties)
      .filter(([name]) => name !== "with_deleted")
      .map(([name, schema]): Parameter => {
        const isObject = JSON.stringify(schema).includes('"type":"object"')
        // Medusa's preprocessed parameters come out as required, though they have a default.
        const isRequired = required.includes(name) && !("default" in schema) && Object.keys(schema).length > 0
        return {
          name,
          in: "query",
          ...(isRequired && { required: true }),
          ...(isObject && { style: "deepObject", explode: true }),
          schema,
        }
      }),
  ]
}

function bodyOf(route: Route, { body }: Checks): Pick<Operation, "requestBody"> {
  const type = mediaTypeOf(route, "consumes")
  if (type)
    return {
      requestBody: { required: true, content: { [type]: { schema: { description: "The bytes as the sender signed them." } } } },
    }
  if (!body) return {}
  const schema = jsonSchemaOf(body)
  return { requestBody: { required: Boolean(schema.required?.length), content: { "application/json": { schema } } } }
}

function jsonSchemaOf(schema: z.ZodType): Schema {
  const { $schema: _draft, ...found } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "input",
    unrepresentable: "any",
    // The pattern of a time is a screen long, and says no more than the format does.
    override: ({ jsonSchema }) => void (jsonSchema.format && delete jsonSchema.pattern),
  }) as Schema & { $schema?: string }
  return found
}

function securityOf(route: Route, { customer }: Checks): Operation["security"] {
  const [named] = tagsOf(route, "authorized")
  if (named) return [{ [named]: [] }]
  if (route.path.startsWith("/admin/")) return [{ adminToken: [] }, { adminSession: [] }, { adminApiKey: [] }]
  if (!route.path.startsWith("/store/")) return []
  return customer ? [{ publishableKey: [], customerToken: [] }] : [{ publishableKey: [] }]
}

/** `getAdminPaymentsById`: without the plugin's own folder, which many routes stand in. */
const idOf = ({ method, path }: Route): string =>
  method +
  path
    .split("/")
    .filter((part) => part && part !== "payment-notifications")
    .map((part) => (part.startsWith("{") ? `By${capital(part.slice(1, -1))}` : part.split(/[.-]/).map(capital).join("")))
    .join("")

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

function groupOf(path: string): string {
  const [, first = "", , room = ""] = path.split("/")
  if (first === "admin") return `Admin: ${room.replace(/-/g, " ")}`
  return { store: "Storefront", webhooks: "Webhooks", hooks: "Webhooks" }[first] ?? "Others"
}
