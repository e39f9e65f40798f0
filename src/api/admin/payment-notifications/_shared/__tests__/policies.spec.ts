import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { wrapWithPoliciesCheck, type MiddlewareRoute } from "@medusajs/framework/http"
import { adminMiddlewares } from "../../middlewares"
import { mayRead } from "../policies"

const ADMIN = join(__dirname, "..", "..", "..")

/** `POST /admin/payment-notifications/attention/:id/refund`, for every method that a route file under `src/api/admin` exports. */
const routes = readdirSync(ADMIN, { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)route\.[jt]sx?$/.test(file))
  .flatMap((file) => {
    const path = `/admin/${file.replace(/\/?route\.[jt]sx?$/, "").replace(/\[(\w+)\]/g, ":$1")}`
    const exported = readFileSync(join(ADMIN, file), "utf8").matchAll(
      /export (?:async )?(?:function|const) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/g,
    )
    const methods = [...exported].map(([, method]) => method!)
    return methods.length ? methods.map((method) => `${method} ${path}`) : [`NONE ${path}`]
  })
  .sort()

const namesOf = ({ policies = [] }: MiddlewareRoute) => [policies].flat().map((one) => `${one.resource}:${one.operation}`)

/** The policies that a route's own entries name; not those of the entry for all routes. */
const policiesOf = (route: string): string[] => {
  const [method, path] = route.split(" ")
  return adminMiddlewares
    .filter(({ matcher, methods }) => matcher === path && methods?.some((one) => one === method))
    .flatMap(namesOf)
}

/** As Medusa's own container gives them: the flag, and roles with their policies, which its RBAC module would keep. */
const containerWith = (isOn: boolean, roles: Record<string, string[]> = {}) => ({
  resolve: (name: string) =>
    ({
      featureFlagRouter: { isFeatureEnabled: (flag: string) => isOn && flag === "rbac" },
      query: {
        graph: async ({ entity, filters }: any) => ({
          data:
            entity === "rbac_role" && roles[filters.id]
              ? [
                  {
                    id: filters.id,
                    policies: roles[filters.id]!.map((key) => {
                      const [resource, operation] = key.split(":")
                      return { id: key, resource, operation }
                    }),
                  },
                ]
              : [],
        }),
      },
    })[name],
})

const requestOf = (isOn: boolean, policies?: string[], more: object = {}): any => ({
  scope: containerWith(isOn, policies && { role_1: policies }),
  auth_context: { actor_id: "user_1", actor_type: "user", app_metadata: policies ? { roles: ["role_1"] } : {} },
  ...more,
})

/** The answer of Medusa's own check to a role: undefined, or its refusal. */
async function refusalOf(route: string, policies?: string[]): Promise<string | undefined> {
  const [method, path] = route.split(" ")
  const entries = adminMiddlewares.filter(
    ({ matcher, methods }) => (matcher === path && methods?.some((one) => one === method)) || !methods,
  )
  for (const entry of entries) {
    let refusal: string | undefined
    const check = wrapWithPoliciesCheck((_req: unknown, _res: unknown, next: () => void) => next(), entry.policies as any)
    await check(requestOf(true, policies), {} as any, ((error?: Error) => void (refusal = error?.message)) as any)
    if (refusal) return refusal
  }
  return undefined
}

it("finds the route files, and each exports methods", () => {
  expect(routes.length).toBeGreaterThanOrEqual(15)
  expect(routes.filter((route) => route.startsWith("NONE"))).toEqual([])
})

it.each(routes)("%s names its policies", (route) => {
  expect(policiesOf(route)).not.toEqual([])
})

it("names policies for routes that exist only", () => {
  const named = adminMiddlewares.flatMap(({ matcher, methods = [] }) => methods.map((method) => `${method} ${String(matcher)}`))
  expect(named.filter((route) => !routes.includes(route))).toEqual([])
})

it("asks for core's policies: who changes money must be allowed to", () => {
  const changing = routes.filter((route) => !route.startsWith("GET"))
  const reading = changing.filter((route) => policiesOf(route).every((policy) => policy.endsWith(":read")))
  expect(reading).toEqual([])
  expect(policiesOf("POST /admin/payment-notifications/attention/:id/refund")).toEqual(["refund:create"])
  for (const verb of [
    "attention/:id/accept",
    "attention/:id/dismiss",
    "webhook-events/:id/replay",
    "webhook-events/:id/ignore",
    "webhook-events/replays",
    "webhook-events/replays/:id/stop",
    "accounts/:id/ping",
  ]) {
    expect(policiesOf(`POST /admin/payment-notifications/${verb}`)).toEqual(["payment:update"])
  }
})

it("asks who turns payments to an address for what a secret API key needs, too", () => {
  const policies = (route: string) => policiesOf(route.replace("…", "/admin/payment-notifications/destinations"))
  expect(policies("POST …")).toEqual(["payment:read", "api_key:create"])
  expect(policies("POST …/:id")).toEqual(["payment:read", "api_key:update"])
  expect(policies("POST …/:id/rotate")).toEqual(["payment:read", "api_key:update"])
  expect(policies("DELETE …/:id")).toEqual(["payment:update", "api_key:delete"])
  for (const verb of ["pause", "resume", "disable", "enable", "ping", "recover", "replay"]) {
    expect(policies(`POST …/:id/${verb}`)).toEqual(["payment:update"])
  }
})

it("shows what messages say to whom may read them", () => {
  for (const route of ["notifications", "notifications/:id", "templates", "templates/:template/preview"]) {
    expect(policiesOf(`GET /admin/payment-notifications/${route}`)).toEqual(["notification:read"])
  }
})

it("covers all routes of the plugin by one entry that asks for payment:read", () => {
  expect(adminMiddlewares.filter(({ methods }) => !methods).map((entry) => [entry.matcher, namesOf(entry)])).toEqual([
    ["/admin/payment-notifications/*", ["payment:read"]],
  ])
})

describe("by Medusa's own check, with the flag on", () => {
  const REFUND = "POST /admin/payment-notifications/attention/:id/refund"
  const ACCEPT = "POST /admin/payment-notifications/attention/:id/accept"

  it("a role without refund:create cannot refund, whatever else it may", async () => {
    const clerk = ["payment:read", "payment:update", "order:read", "order:update"]
    expect(await refusalOf(ACCEPT, clerk)).toBeUndefined()
    expect(await refusalOf(REFUND, clerk)).toBe("Insufficient permissions. Required policies: refund:create")
    expect(await refusalOf(REFUND, [...clerk, "refund:create"])).toBeUndefined()
  })

  it("a role that reads decides nothing", async () => {
    const deciding = routes.filter((route) => !route.startsWith("GET"))
    const refusals = await Promise.all(deciding.map((route) => refusalOf(route, ["payment:read", "notification:read"])))
    expect(refusals.filter((refusal) => refusal === undefined)).toEqual([])
  })

  it("a secret API key, which has no roles, and a user without roles are refused everywhere", async () => {
    for (const route of routes) expect(await refusalOf(route)).toBe("Forbidden")
  })

  it("a super admin's wildcard passes everywhere", async () => {
    for (const route of routes) expect(await refusalOf(route, ["*:*"])).toBeUndefined()
  })
})

describe("mayRead", () => {
  it.each([
    ["the flag is off", requestOf(false), true],
    ["a role has the policy", requestOf(true, ["notification:read"]), true],
    ["a role has another one", requestOf(true, ["payment:read"]), false],
    ["a role has all", requestOf(true, ["*:*"]), true],
    ["there is no role", requestOf(true), false],
  ])("where %s", async (_where, request, expected) => {
    expect(await mayRead(request, "notification")).toBe(expected)
  })
})
