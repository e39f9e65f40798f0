import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { paymentStatus } from "../../../_payment-status/payment-status"
import { reply } from "../../../_payment-status/reply"

interface CartRow {
  readonly currency_code: string
  readonly updated_at: Date
  readonly order?: { readonly id: string; readonly display_id: number } | null
  readonly payment_collection?: { readonly amount: number } | null
}

/** `GET /store/carts/:id/payment-status`: the state of a cart's payment, and the cart's order once there is one. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? ""
  const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id", "currency_code", "updated_at", "payment_collection.amount", "order.id", "order.display_id"],
    filters: { id },
  })
  const cart = data[0] as unknown as CartRow | undefined
  if (!cart) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Cart with id: ${id} was not found`)
  const record = await paymentNotificationService(req.scope).payments.findLatest({ cart_id: id })
  reply(
    res,
    paymentStatus(record, {
      amount: Number(cart.payment_collection?.amount ?? 0),
      currency_code: cart.currency_code,
      order_id: cart.order?.id ?? null,
      order_display_id: cart.order?.display_id ?? null,
      updated_at: cart.updated_at,
    }),
  )
}
