import { validateAndTransformBody, validateAndTransformQuery, type MiddlewareRoute } from "@medusajs/framework/http"
import { requires } from "../_shared/policies"
import { requireRecentMfa } from "../_shared/require-recent-mfa"
import { listCausesQueryConfig, listReplaysQueryConfig, listWebhookEventsQueryConfig } from "./query-config"
import { BeginReplay, IgnoreWebhookEvent, ListCausesParams, ListReplaysParams, ListWebhookEventsParams } from "./validators"

export const webhookEventMiddlewares = (base: string): MiddlewareRoute[] => [
  {
    matcher: base,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListWebhookEventsParams, listWebhookEventsQueryConfig)],
    policies: requires("payment:read"),
  },
  { matcher: `${base}/facets`, methods: ["GET"], policies: requires("payment:read") },
  {
    matcher: `${base}/causes`,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListCausesParams, listCausesQueryConfig)],
    policies: requires("payment:read"),
  },
  {
    matcher: `${base}/replays`,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListReplaysParams, listReplaysQueryConfig)],
    policies: requires("payment:read"),
  },
  {
    matcher: `${base}/replays`,
    methods: ["POST"],
    middlewares: [requireRecentMfa, validateAndTransformBody(BeginReplay)],
    policies: requires("payment:update"),
  },
  { matcher: `${base}/replays/:id`, methods: ["GET"], policies: requires("payment:read") },
  // A stop is not held up by a second factor.
  { matcher: `${base}/replays/:id/stop`, methods: ["POST"], policies: requires("payment:update") },
  { matcher: `${base}/:id`, methods: ["GET"], policies: requires("payment:read") },
  {
    matcher: `${base}/:id/replay`,
    methods: ["POST"],
    middlewares: [requireRecentMfa],
    policies: requires("payment:update"),
  },
  {
    matcher: `${base}/:id/ignore`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(IgnoreWebhookEvent)],
    policies: requires("payment:update"),
  },
]
