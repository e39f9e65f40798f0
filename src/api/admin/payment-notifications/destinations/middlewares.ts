import { validateAndTransformBody, validateAndTransformQuery, type MiddlewareRoute } from "@medusajs/framework/http"
import { requires } from "../_shared/policies"
import { requireRecentMfa } from "../_shared/require-recent-mfa"
import { listDestinationsQueryConfig } from "./query-config"
import {
  CreateDestination,
  ListDestinationsParams,
  RecoverDeliveries,
  ReplayFacts,
  RotateSecret,
  UpdateDestination,
} from "./validators"

/** Words about a destination that need no body. */
const VERBS = ["pause", "resume", "disable", "enable", "ping"] as const

/**
 * The routes of destinations. A second factor of late is asked for where a secret is shown, and where somebody could turn the stream of
 * payments to an address of their own.
 */
export const destinationMiddlewares = (base: string): MiddlewareRoute[] => [
  {
    matcher: base,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListDestinationsParams, listDestinationsQueryConfig)],
    policies: requires("payment:read"),
  },
  {
    matcher: base,
    methods: ["POST"],
    middlewares: [requireRecentMfa, validateAndTransformBody(CreateDestination)],
    policies: requires("payment:read", "api_key:create"),
  },
  { matcher: `${base}/choices`, methods: ["GET"], policies: requires("payment:read") },
  { matcher: `${base}/:id`, methods: ["GET"], policies: requires("payment:read") },
  {
    matcher: `${base}/:id`,
    methods: ["POST"],
    middlewares: [requireRecentMfa, validateAndTransformBody(UpdateDestination)],
    policies: requires("payment:read", "api_key:update"),
  },
  { matcher: `${base}/:id`, methods: ["DELETE"], policies: requires("payment:update", "api_key:delete") },
  {
    matcher: `${base}/:id/rotate`,
    methods: ["POST"],
    middlewares: [requireRecentMfa, validateAndTransformBody(RotateSecret)],
    policies: requires("payment:read", "api_key:update"),
  },
  ...VERBS.map((verb): MiddlewareRoute => ({
    matcher: `${base}/:id/${verb}`,
    methods: ["POST"],
    policies: requires("payment:update"),
  })),
  {
    matcher: `${base}/:id/recover`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(RecoverDeliveries)],
    policies: requires("payment:update"),
  },
  {
    matcher: `${base}/:id/replay`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(ReplayFacts)],
    policies: requires("payment:update"),
  },
]
