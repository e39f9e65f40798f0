import { authenticate, type MiddlewareRoute } from "@medusajs/framework/http"

/** A cart's id is a capability, as everywhere in Medusa's store API; an order's is not, so its customer must show who they are. */
export const storeMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/store/orders/:id/payment-status",
    methods: ["GET"],
    middlewares: [authenticate("customer", ["session", "bearer"])],
  },
]
