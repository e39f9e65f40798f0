import { validateAndTransformBody, validateAndTransformQuery, type MiddlewareRoute } from "@medusajs/framework/http"
import { listAttentionQueryConfig } from "./attention/query-config"
import { DecideAttention, DismissAttention, ListAttentionParams } from "./attention/validators"
import { metricsQueryConfig } from "./metrics/query-config"
import { MetricsParams } from "./metrics/validators"
import { listNotificationsQueryConfig } from "./notifications/query-config"
import { ListNotificationsParams } from "./notifications/validators"
import { listPaymentsQueryConfig } from "./payments/query-config"
import { ListPaymentsParams } from "./payments/validators"
import { listWebhookEventsQueryConfig } from "./webhook-events/query-config"
import { IgnoreWebhookEvent, ListWebhookEventsParams } from "./webhook-events/validators"

/** Everything under `/admin` is authenticated by Medusa itself. */
export const adminMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/payment-notifications/metrics",
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(MetricsParams, metricsQueryConfig)],
  },
  {
    matcher: "/admin/payment-notifications/payments",
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListPaymentsParams, listPaymentsQueryConfig)],
  },
  {
    matcher: "/admin/payment-notifications/notifications",
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListNotificationsParams, listNotificationsQueryConfig)],
  },
  {
    matcher: "/admin/payment-notifications/webhook-events",
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListWebhookEventsParams, listWebhookEventsQueryConfig)],
  },
  {
    matcher: "/admin/payment-notifications/webhook-events/:id/ignore",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(IgnoreWebhookEvent)],
  },
  {
    matcher: "/admin/payment-notifications/attention",
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ListAttentionParams, listAttentionQueryConfig)],
  },
  {
    matcher: "/admin/payment-notifications/attention/:id/accept",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(DecideAttention)],
  },
  {
    matcher: "/admin/payment-notifications/attention/:id/refund",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(DecideAttention)],
  },
  {
    matcher: "/admin/payment-notifications/attention/:id/dismiss",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(DismissAttention)],
  },
]
