import path from "node:path"
import ts from "typescript"
import { filesBelow } from "../files"
import { root } from "../paths"

/** One method of one route, as its handler says it. */
export interface Route {
  readonly method: "get" | "post" | "put" | "delete"
  /** With parameters as OpenAPI writes them: `/admin/payment-notifications/payments/{id}`. */
  readonly path: string
  /** The handler, for messages: `src/api/…/route.ts GET`. */
  readonly where: string
  /** The handler's comment. */
  readonly text: string
  /** Further words of the comment, as `@answers 409 …`. */
  readonly tags: ReadonlyArray<readonly [name: string, text: string]>
  /** The modules that its file imports, without their folders. */
  readonly imports: readonly string[]
  /** The type of the body that it answers with. */
  readonly body: ts.Type
}

const API = path.join(root, "src", "api")
const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])

/** The routes that are no files of their own, because they answer in core's place or have a name that builds leave out. */
const BY_MIDDLEWARE = [
  { file: "_webhooks/take-over.ts", handler: "takeOverCoreRoute", method: "post", path: "/hooks/payment/{provider}" },
  { file: "_shared/serve-ucp-profile.ts", handler: "serveUcpProfile", method: "get", path: "/.well-known/ucp" },
] as const

/** The path of a route's file in Medusa. */
export const pathOf = (file: string): string =>
  "/" +
  path
    .dirname(path.relative(API, file))
    .split(path.sep)
    .join("/")
    .replace(/\[(\w+)\]/g, "{$1}")

/** All routes of the plugin with their answers' types. Throws for a handler whose answer has no type. */
export function readRoutes(): { routes: Route[]; checker: ts.TypeChecker } {
  const files = filesBelow(API).filter((file) => path.basename(file) === "route.ts")
  const others = BY_MIDDLEWARE.map(({ file, ...rest }) => ({ file: path.join(API, file), ...rest }))
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile) as { config: object }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const program = ts.createProgram([...files, ...others.map(({ file }) => file)], { ...options, noEmit: true })
  const checker = program.getTypeChecker()
  const exported = (file: string) => checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)!)!)
  const routes = files.flatMap((file) =>
    exported(file)
      .filter(({ name }) => METHODS.has(name))
      .map((handler) =>
        read(checker, file, handler, { method: handler.name.toLowerCase() as Route["method"], path: pathOf(file) }),
      ),
  )
  for (const { file, handler, ...rest } of others) {
    routes.push(
      read(
        checker,
        file,
        exported(file).find(({ name }) => name === handler)!,
        rest,
      ),
    )
  }
  return { routes, checker }
}

function read(checker: ts.TypeChecker, file: string, handler: ts.Symbol, to: Pick<Route, "method" | "path">): Route {
  const where = `${path.relative(root, file)} ${handler.name}`
  const [signature] = checker.getTypeOfSymbol(handler).getCallSignatures()
  const response = signature?.getParameters()[1]
  const type = response && checker.getTypeOfSymbol(response)
  const body = type?.aliasTypeArguments?.[0] ?? (type && checker.getTypeArguments(type as ts.TypeReference)[0])
  if (!body || body.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) {
    throw new Error(
      `${where} says not what it answers with: type its second parameter, as in \`res: MedusaResponse<ShownPayment>\``,
    )
  }
  const text = ts.displayPartsToString(handler.getDocumentationComment(checker)).replace(/\s+/g, " ").trim()
  if (!text) throw new Error(`${where} has no comment: the API's document takes it from there`)
  const tags = handler
    .getJsDocTags(checker)
    .map((tag) => [tag.name, ts.displayPartsToString(tag.text).replace(/\s+/g, " ").trim()] as const)
  return { ...to, where, text, tags, body, imports: importsOf(handler) }
}

const importsOf = (handler: ts.Symbol): string[] =>
  handler
    .declarations![0]!.getSourceFile()
    .statements.filter(ts.isImportDeclaration)
    .map(({ moduleSpecifier }) => path.basename((moduleSpecifier as ts.StringLiteral).text))

/** The texts of one tag of the handler's comment. */
export const tagsOf = (route: Route, name: string): string[] => route.tags.flatMap(([tag, text]) => (tag === name ? [text] : []))

/** The media type that a handler names by `@produces` or `@consumes`; undefined for JSON. */
export const mediaTypeOf = (route: Route, tag: "produces" | "consumes"): string | undefined =>
  tagsOf(route, tag)[0]?.replace(/^any$/, "*/*")

/** Whether the handler answers with text, of the media type that it names. One that answers with an object may give it as text, too. */
export const answersText = ({ body }: Route): boolean => Boolean(body.flags & ts.TypeFlags.String)
