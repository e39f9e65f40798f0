import { bundledPage } from "./bundled-page"
import { commandLinePage } from "./command-line-page"
import { eventsPage } from "./events-page"
import { optionsPage } from "./options-page"
import { providerTable } from "./provider-tables"
import { providersPage } from "./providers-page"
import { openApiPage } from "../openapi/page"
import { postmanCollection } from "../openapi/postman"
import { readRoutesModule } from "../openapi/read-routes"
import { routesPage } from "../openapi/routes-page"

/** A file that is written, as a whole or between two marks, from the code. */
export interface GeneratedPage {
  readonly file: string
  /** The file's required text; `current` is its present text, empty when there is no such file. */
  text(current: string): string
}

const NOTICE = "<!-- Written by `npm run docs:generate` from the code. Do not edit. -->"
export const BEGIN = "<!-- providers: written by `npm run docs:generate` from the registry -->"
export const END = "<!-- /providers -->"

const whole = (content: () => string) => () => `${NOTICE}\n\n${content()}\n`

export const generatedPages = (root: string): readonly GeneratedPage[] => [
  { file: "README.md", text: (readme) => between(readme, providerTable("docs/providers")) },
  { file: "docs/reference/options.md", text: whole(() => optionsPage(root)) },
  { file: "docs/reference/providers.md", text: whole(providersPage) },
  { file: "docs/providers/README.md", text: whole(() => eventsPage(root)) },
  { file: "docs/reference/bundled-packages.md", text: whole(bundledPage) },
  { file: "docs/reference/command-line.md", text: whole(commandLinePage) },
  { file: "docs/openapi.yaml", text: openApiPage },
  { file: "docs/reference/routes.md", text: whole(routesPage) },
  { file: "src/cli/mcp/read-routes.ts", text: readRoutesModule },
  { file: "docs/postman.json", text: postmanCollection },
]

function between(text: string, content: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (from < 0 || to < from) throw new Error(`the README lacks ${BEGIN} … ${END}`)
  return `${text.slice(0, from)}${BEGIN}\n\n${content}\n\n${text.slice(to)}`
}
