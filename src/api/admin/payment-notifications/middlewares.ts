import { validateAndTransformBody, validateAndTransformQuery, type MiddlewareRoute } from "@medusajs/framework/http"
import { refuseNul } from "../../_shared/refuse-nul"
import { requires } from "./_shared/policies"
import { requireRecentMfa } from "./_shared/require-recent-mfa"
import { showBothUnits } from "./_shared/show-both-units"
import { listAttentionQueryConfig } from "./attention/query-config"
import { AcceptAttention, DecideAttention, DismissAttention, ListAttentionParams } from "./attention/validators"
import { listDeliveriesQueryConfig } from "./deliveries/query-config"
import { ListDeliveriesParams } from "./deliveries/validators"
import { destinationMiddlewares } from "./destinations/middlewares"
import { metricsQueryConfig } from "./metrics/query-config"
import { MetricsParams } from "./metrics/validators"
import { listNotificationsQueryConfig } from "./notifications/query-config"
import { ListNotificationsParams } from "./notifications/validators"
import { ExportStoryParams, storyQueryConfig, StoryParams } from "./payments/_story/validators"
import { listPaymentsQueryConfig } from "./payments/query-config"
import { ListPaymentsParams } from "./payments/validators"
import { PreviewParams } from "./templates/validators"
import { webhookEventMiddlewares } from "./webhook-events/middlewares"

const BASE = "/admin/payment-notifications"

/**
 * Everything under `/admin` is authenticated by Medusa itself. Each route names the policies that it needs, so that a role may do
 * here what it may do through core's routes, and no more. The first entry holds for routes to come: one that names none is closed
 * to whoever may not read payments.
 */
export const adminMiddlewares: MiddlewareRoute[] = [
  { matcher: `${BASE}/*`, middlewares: [refuseNul, showBothUnits], policies: requires("payment:read") },
  { matcher: `${BASE}/accounts`, methods: ["GET"], policies: requires("payment:read") },
  { matcher: `${BASE}/accounts/:id`, methods: ["GET"], policies: requires("payment:read") },
  { matcher: `${BASE}/accounts/:id/ping`, methods: ["POST"], policies: requires("payment:update") },
  {
    matcher: `${BASE}/metrics`,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(MetricsParams, metricsQueryConfig)],
    policies: requires("payment:read"),
  },
  {
    matcher: `${BASE}/payments`,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListPaymentsParams, listPaymentsQueryConfig)],
    policies: requires("payment:read"),
  },
  { matcher: `${BASE}/payments/:id`, methods: ["GET"], policies: requires("payment:read") },
  {
    matcher: `${BASE}/payments/:id/story`,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(StoryParams, storyQueryConfig)],
    policies: requires("payment:read"),
  },
  {
    matcher: `${BASE}/payments/:id/story/export`,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ExportStoryParams, storyQueryConfig)],
    policies: requires("payment:read"),
  },
  {
    matcher: `${BASE}/notifications`,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListNotificationsParams, listNotificationsQueryConfig)],
    policies: requires("notification:read"),
  },
  { matcher: `${BASE}/notifications/:id`, methods: ["GET"], policies: requires("notification:read") },
  // The answer shows the message.
  {
    matcher: `${BASE}/notifications/:id/resend`,
    methods: ["POST"],
    policies: requires("notification:read", "notification:create"),
  },
  { matcher: `${BASE}/templates`, methods: ["GET"], policies: requires("notification:read") },
  {
    matcher: `${BASE}/templates/:template/preview`,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(PreviewParams, {})],
    policies: requires("notification:read"),
  },
  ...webhookEventMiddlewares(`${BASE}/webhook-events`),
  {
    matcher: `${BASE}/attention`,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListAttentionParams, listAttentionQueryConfig)],
    policies: requires("payment:read"),
  },
  { matcher: `${BASE}/attention/overview`, methods: ["GET"], policies: requires("payment:read") },
  { matcher: `${BASE}/attention/:id`, methods: ["GET"], policies: requires("payment:read") },
  {
    matcher: `${BASE}/attention/:id/accept`,
    methods: ["POST"],
    middlewares: [requireRecentMfa, validateAndTransformBody(AcceptAttention)],
    policies: requires("payment:update"),
  },
  {
    matcher: `${BASE}/attention/:id/refund`,
    methods: ["POST"],
    middlewares: [requireRecentMfa, validateAndTransformBody(DecideAttention)],
    policies: requires("refund:create"),
  },
  {
    matcher: `${BASE}/attention/:id/dismiss`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(DismissAttention)],
    policies: requires("payment:update"),
  },
  { matcher: `${BASE}/orders/:id`, methods: ["GET"], policies: requires("payment:read") },
  ...destinationMiddlewares(`${BASE}/destinations`),
  {
    matcher: `${BASE}/deliveries`,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListDeliveriesParams, listDeliveriesQueryConfig)],
    policies: requires("payment:read"),
  },
  { matcher: `${BASE}/deliveries/:id`, methods: ["GET"], policies: requires("payment:read") },
  { matcher: `${BASE}/deliveries/:id/replay`, methods: ["POST"], policies: requires("payment:update") },
]
