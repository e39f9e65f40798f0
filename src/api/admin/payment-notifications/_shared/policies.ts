import { hasPermission } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * The resources whose policies core asks for on its own routes. The plugin adds none: a role that may refund may refund here. A
 * destination is handed payments by itself, as a secret API key may read them: who may make one may make the other.
 */
type Resource = "payment" | "refund" | "notification" | "order" | "customer" | "api_key"
type Operation = "read" | "create" | "update" | "delete"

export type PolicyKey = `${Resource}:${Operation}`

interface Flags {
  isFeatureEnabled(flag: string): boolean
}

interface Policy {
  resource: string
  operation: string
}

/**
 * The policies of a route: a role needs all of them. Medusa asks for them while its flag `rbac` is on, before the body is
 * validated.
 *
 * @example
 * { matcher: "…/attention/:id/refund", methods: ["POST"], policies: requires("refund:create") }
 */
export const requires = (...keys: [PolicyKey, ...PolicyKey[]]): Policy[] =>
  keys.map((key) => {
    const [resource = "", operation = ""] = key.split(":")
    return { resource, operation }
  })

/**
 * Whether the caller's roles may read rows of `resource` that an answer about another one would show. Always true while `rbac` is
 * off. Core's `hasPermission` passes a caller without roles, whom core's routes refuse: we refuse as the routes do.
 */
export async function mayRead({ auth_context, scope }: AuthenticatedMedusaRequest, resource: Resource): Promise<boolean> {
  const flags = scope.resolve<Flags>(ContainerRegistrationKeys.FEATURE_FLAG_ROUTER)
  if (!flags.isFeatureEnabled("rbac")) return true
  const roles = auth_context.app_metadata?.roles
  if (!Array.isArray(roles) || !roles.length) return false
  return hasPermission({ roles, actions: { resource, operation: "read" }, container: scope })
}
