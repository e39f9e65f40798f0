import { container } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { serveStream } from "../../../../_live/serve-stream"
import { ownersOf, readCustomer } from "../../../../_payment-status/read-customer"

/** `GET /store/customers/me/payments/stream`: the payments of a signed-in customer, on whichever device they were made. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { actor_id: id } = req.auth_context
  const watch = {
    kind: "customer",
    id,
    key: `customer:${id}`,
    read: () => readCustomer(container, id),
    ownersOf: (carts: readonly string[], orders: readonly string[]) => ownersOf(container, carts, orders),
  } as const
  await serveStream(req, res, watch, `Customer with id: ${id} was not found`)
}
