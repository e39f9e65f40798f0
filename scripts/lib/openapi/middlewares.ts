import { createRequire } from "node:module"
import type { MiddlewareRoute } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"

/** A route's middlewares, as far as a caller notices them. */
export interface Checks {
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** Core's policies that a role needs while `rbac` is on. */
  readonly policies: readonly string[]
  /** The store's routes of a signed-in customer. */
  readonly customer: boolean
}

interface Mark {
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly actor?: string
}

const load = createRequire(__filename)
const MARK = Symbol("what a middleware checks")

/**
 * The checks of every route, read from the very middlewares that Medusa is given. Its functions that make middlewares keep their schemas
 * to themselves, so that each is replaced, while the plugin's files are loaded, by one that leaves a mark on what it makes.
 */
export function readChecks(): (method: string, path: string) => Checks {
  const routes = whileMarking(() => {
    const { adminMiddlewares } = load("../../../src/api/admin/payment-notifications/middlewares") as {
      adminMiddlewares: MiddlewareRoute[]
    }
    const { storeMiddlewares } = load("../../../src/api/store/middlewares") as { storeMiddlewares: MiddlewareRoute[] }
    return [...adminMiddlewares, ...storeMiddlewares]
  })
  return (method, path) => {
    const matching = routes.filter((route) => covers(route, method, path))
    const marks = matching.flatMap((route) =>
      [...(route.middlewares ?? [])].flatMap((one) => (one as { [MARK]?: Mark })[MARK] ?? []),
    )
    const keys = matching.flatMap((route) => [route.policies ?? []].flat() as Array<{ resource: string; operation: string }>)
    return {
      query: marks.find((mark) => mark.query)?.query,
      body: marks.find((mark) => mark.body)?.body,
      policies: [...new Set(keys.map(({ resource, operation }) => `${resource}:${operation}`))],
      customer: marks.some(({ actor }) => actor === "customer"),
    }
  }
}

/** Whether Medusa runs it for this call: a matcher with `*` holds for whatever begins like it. */
function covers({ matcher, methods }: MiddlewareRoute, method: string, path: string): boolean {
  if (methods && !methods.includes(method.toUpperCase() as never)) return false
  const wanted = String(matcher).replace(/:(\w+)/g, "{$1}")
  return wanted.endsWith("*") ? path.startsWith(wanted.replace(/\/?\*$/, "")) : path === wanted
}

const MAKERS: ReadonlyArray<readonly [file: string, name: string, mark: (given: never) => Mark]> = [
  ["validate-body", "validateAndTransformBody", (body: z.ZodType) => ({ body })],
  ["validate-query", "validateAndTransformQuery", (query: z.ZodType) => ({ query })],
]

function whileMarking<T>(read: () => T): T {
  const folder = `${load.resolve("@medusajs/framework/http").replace(/index\.js$/, "")}`
  const files = [
    ...MAKERS.map(([file, name, mark]) => ({ module: load(`${folder}utils/${file}.js`) as Record<string, unknown>, name, mark })),
    {
      module: load(`${folder}middlewares/authenticate-middleware.js`) as Record<string, unknown>,
      name: "authenticate",
      mark: (actor: string) => ({ actor }),
    },
  ]
  const undo = files.map(({ module, name, mark }) => {
    const make = module[name] as (...given: unknown[]) => object
    module[name] = (...given: unknown[]) => Object.assign(make(...given), { [MARK]: mark(given[0] as never) })
    return () => (module[name] = make)
  })
  try {
    return read()
  } finally {
    undo.forEach((one) => one())
  }
}
