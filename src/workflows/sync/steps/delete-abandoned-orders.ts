import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export interface DeleteAbandonedOrdersInput {
  readonly cart_id: string
  /** When the event that completes the cart arrived: nothing older can be its work. */
  readonly since: string
}

/**
 * A process killed inside core's cart completion can leave an order without its link to the cart: the next completion does not
 * see it and makes a second one. This does what core's compensation would have done, had the process lived. Only orders made
 * since the event came, by the same customer, from exactly these items, and tied to no cart and no payment are deleted.
 */
export const deleteAbandonedOrdersStep = createStep(
  "payment-notification-delete-abandoned-orders",
  async ({ cart_id, since }: DeleteAbandonedOrdersInput, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data: carts } = await query.graph({
      entity: "cart",
      fields: ["email", "currency_code", "region_id", "items.variant_id", "items.quantity", "items.unit_price"],
      filters: { id: cart_id },
    })
    const cart = carts[0]
    if (!cart?.email) return new StepResponse([])
    const { data: orders } = await query.graph({
      entity: "order",
      fields: ["id", "cart.id", "payment_collections.id", "items.variant_id", "items.quantity", "items.unit_price"],
      filters: {
        email: cart.email,
        currency_code: cart.currency_code,
        region_id: cart.region_id,
        is_draft_order: false,
        created_at: { $gte: new Date(since) },
      } as never,
    })
    const wanted = fingerprint(cart.items)
    const abandoned = orders
      .filter((order: any) => !order.cart?.id && !order.payment_collections?.length && fingerprint(order.items) === wanted)
      .map(({ id }) => id)
    if (abandoned.length) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`deleted ${abandoned.join(", ")}: left by a crash while completing cart ${cart_id}`)
      await container.resolve(Modules.ORDER).deleteOrders(abandoned)
    }
    return new StepResponse(abandoned)
  },
)

/** The items as one comparable string, whatever their order. */
const fingerprint = (items: any[] | null | undefined): string =>
  (items ?? [])
    .map(({ variant_id, quantity, unit_price }) => `${variant_id}:${Number(quantity)}:${Number(unit_price)}`)
    .sort()
    .join("|")
