import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { paymentStatus } from "../../../_payment-status/payment-status"
import { reply } from "../../../_payment-status/reply"

interface OrderRow {
  readonly id: string
  readonly display_id: number
  readonly currency_code: string
  readonly updated_at: Date
  readonly payment_collections?: ReadonlyArray<{ readonly amount: number }> | null
}

/** `GET /store/orders/:id/payment-status`: for the order's own customer; to anybody else the order does not exist. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? ""
  const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "display_id", "currency_code", "updated_at", "payment_collections.amount"],
    filters: { id, customer_id: req.auth_context.actor_id },
  })
  const order = data[0] as unknown as OrderRow | undefined
  if (!order) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order with id: ${id} was not found`)
  const record = await paymentNotificationService(req.scope).payments.findLatest({ order_id: id })
  reply(
    res,
    paymentStatus(record, {
      amount: (order.payment_collections ?? []).reduce((sum, { amount }) => sum + Number(amount), 0),
      currency_code: order.currency_code,
      order_id: order.id,
      order_display_id: order.display_id,
      updated_at: order.updated_at,
    }),
  )
}
