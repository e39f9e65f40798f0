import {
  authenticate,
  validateAndTransformBody,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError, oneLine } from "../../services/domain/describe-error"
import { reopenFailedPayment } from "../../application/processing/sync/reopen-failed-payment"
import { SetNotificationPreferences } from "./customers/me/notification-preferences/validators"
import { refuseNul } from "../_shared/refuse-nul"
import { suspendStatus } from "./_live/suspend-status"
import { RegisterPushSubscription } from "./customers/me/push-subscriptions/validators"

/** Lets a buyer whose first attempt failed complete the cart with the second. */
async function allowAnotherAttempt(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  try {
    await reopenFailedPayment(req.scope, req.params.id ?? "")
  } catch (error) {
    // Core completes the cart in any case; the webhook of the second attempt opens the session as well.
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`cart ${oneLine(req.params.id ?? "", 80)}: ${describeError(error).message}`)
  }
  next()
}

/** A cart's id is a capability, as everywhere in Medusa's store API. An order's is not, so its customer must be authenticated. */
export const storeMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/carts/:id/payment-status", middlewares: [refuseNul] },
  { matcher: "/store/orders/:id/payment-status", middlewares: [refuseNul] },
  { matcher: "/store/customers/me/push-subscriptions*", middlewares: [refuseNul] },
  { matcher: "/store/customers/me/notification-preferences", middlewares: [refuseNul] },
  { matcher: "/store/customers/me/payments/stream", middlewares: [authenticate("customer", ["session", "bearer"])] },
  { matcher: "/store/carts/:id", methods: ["POST", "DELETE"], middlewares: [suspendStatus] },
  { matcher: "/store/carts/:id/*", methods: ["POST", "DELETE"], middlewares: [suspendStatus] },
  { matcher: "/store/carts/:id/complete", methods: ["POST"], middlewares: [allowAnotherAttempt] },
  {
    matcher: "/store/orders/:id/payment-status*",
    methods: ["GET"],
    middlewares: [authenticate("customer", ["session", "bearer"])],
  },
  { matcher: "/store/customers/me/push-subscriptions*", middlewares: [authenticate("customer", ["session", "bearer"])] },
  {
    matcher: "/store/customers/me/push-subscriptions",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(RegisterPushSubscription)],
  },
  { matcher: "/store/customers/me/notification-preferences", middlewares: [authenticate("customer", ["session", "bearer"])] },
  {
    matcher: "/store/customers/me/notification-preferences",
    methods: ["PUT"],
    middlewares: [validateAndTransformBody(SetNotificationPreferences)],
  },
]
