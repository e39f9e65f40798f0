import { container } from "@medusajs/framework"
import { defineMiddlewares, type MiddlewareRoute } from "@medusajs/framework/http"
import type { PaymentNotificationService } from "../services"
import { PAYMENT_NOTIFICATION_MODULE } from "../services/module-name"
import { answerEarly } from "./_webhooks/answer-early"
import { takeOverCoreRoute } from "./_webhooks/take-over"
import { addToSearch } from "./admin/_search/add-to-search"
import { adminMiddlewares } from "./admin/payment-notifications/middlewares"
import { storeMiddlewares } from "./store/middlewares"
import { serveUcpProfile } from "./_shared/serve-ucp-profile"
import { POST as acceptAccountWebhook } from "./webhooks/payments/[account]/route"

/** Signatures are over bytes: no parser may touch the body of a webhook, whatever its content type. */
const webhookRoutes: MiddlewareRoute[] = [
  { matcher: "/webhooks/payments/:account", methods: ["POST"], bodyParser: false },
  { matcher: "/webhooks/notifications/:source", methods: ["POST"], bodyParser: false },
  { matcher: "/webhooks/payments/:account", middlewares: [answerEarly(acceptAccountWebhook)] },
]

/**
 * With the take-over off, core's route must find everything as it was, so nothing is registered. The optional segment makes the
 * first matcher a static one to Medusa's sorter, which therefore prefers its `bodyParser` to core's for the same URL.
 */
const coreRoutes = (): MiddlewareRoute[] => [
  { matcher: "/hooks/payment/{:provider}", methods: ["POST"], bodyParser: false },
  { matcher: "/hooks/payment/:provider", middlewares: [answerEarly(takeOverCoreRoute)] },
]

/** Without methods, it stands before core's own validation of the same route. */
const searchRoute: MiddlewareRoute = { matcher: "/admin/search", middlewares: [addToSearch] }

/** No route of its own: a folder that begins with a dot is left out of builds. Another plugin's profile stays where none is configured. */
const profileRoutes = (): MiddlewareRoute[] => [{ matcher: "/.well-known/ucp", methods: ["GET"], middlewares: [serveUcpProfile] }]

/** Medusa reads this file once, after its modules are loaded. */
const options = container.resolve<PaymentNotificationService>(PAYMENT_NOTIFICATION_MODULE, { allowUnregistered: true })?.options

export default defineMiddlewares({
  routes: [
    ...webhookRoutes,
    ...(options?.takeOverCoreRoute ? coreRoutes() : []),
    ...(options?.deliveries.ucp ? profileRoutes() : []),
    ...storeMiddlewares,
    ...adminMiddlewares,
    searchRoute,
  ],
})
