import { openApiDocument } from "./document"
import type { Operation } from "./operation"

const NOTICE = "// Written by `npm run docs:generate` from the routes of src/api. Do not edit."

/** `src/cli/mcp/read-routes.ts`: the admin routes that read, but for downloads, for the MCP server's tools. */
export function readRoutesModule(): string {
  const routes = Object.entries(openApiDocument().paths).flatMap(([path, { get }]) =>
    path.startsWith("/admin/") && get && isJson(get)
      ? {
          name:
            get.operationId
              .replace(/^getAdmin/, "read")
              .replace(/ById$/, "")
              .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) + (path.endsWith("}") ? "_by_id" : ""),
          path,
          summary: get.summary,
          parameters: Object.fromEntries(
            (get.parameters ?? []).filter((one) => one.in === "query").map(({ name, schema }) => [name, schema]),
          ),
        }
      : [],
  )
  const type =
    "ReadonlyArray<{\n  readonly name: string\n  readonly path: string\n  readonly summary: string\n  readonly parameters: Readonly<Record<string, object>>\n}>"
  return `${NOTICE}\n\n/** The admin routes that read. */\n// prettier-ignore\nexport const READ_ROUTES: ${type} = [\n${routes.map((route) => `  ${JSON.stringify(route)},`).join("\n")}\n]\n`
}

const isJson = ({ responses }: Operation): boolean => Object.keys(responses[200]?.content ?? {}).join() === "application/json"
