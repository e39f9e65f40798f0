import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { withCartLock } from "../locks/cart-lock"

export interface DeleteAbandonedOrdersInput {
  readonly cart_id: string
  /** The arrival of the event that completes the cart: no older order can come from it. */
  readonly since: string
}

/**
 * A process killed inside core's cart completion can leave an order without its link to the cart: the next completion does not
 * see it and makes a second one. This step does the work of core's compensation, which the process did not live to do. It deletes
 * only orders made since the event came, by the same customer, from exactly these items, and tied to no cart and no payment. The
 * cart's lock protects an order that the shopper's browser is making at this very moment.
 */
export const deleteAbandonedOrdersStep = createStep(
  "payment-notification-delete-abandoned-orders",
  async (input: DeleteAbandonedOrdersInput, { container }) => new StepResponse(await deleteAbandonedOrders(container, input)),
)

/** The same outside of a workflow: another event may have made the order before the interrupted one is tried again. */
export async function deleteAbandonedOrders(
  container: MedusaContainer,
  { cart_id, since }: DeleteAbandonedOrdersInput,
): Promise<string[]> {
  const deleted = await withCartLock(container, cart_id, async () => {
    const abandoned = await findAbandoned(container, cart_id, new Date(since))
    if (abandoned.length) await container.resolve(Modules.ORDER).deleteOrders(abandoned)
    return abandoned
  })
  if (deleted.length) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`deleted ${deleted.join(", ")}: left by an interrupted completion of cart ${cart_id}`)
  }
  return deleted
}

async function findAbandoned(container: MedusaContainer, cartId: string, since: Date): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: carts } = await query.graph({
    entity: "cart",
    fields: ["email", "currency_code", "region_id", "items.variant_id", "items.quantity", "items.unit_price"],
    filters: { id: cartId },
  })
  const cart = carts[0]
  if (!cart?.email) return []
  const { email, currency_code, region_id } = cart
  const { data: orders } = await query.graph({
    entity: "order",
    fields: ["id", "cart.id", "payment_collections.id", "items.variant_id", "items.detail.quantity", "items.unit_price"],
    filters: { email, currency_code, region_id, is_draft_order: false, created_at: { $gte: since } } as never,
  })
  const wanted = fingerprint(cart.items)
  return orders
    .filter(
      (order: Partial<Found>) => !order.cart?.id && !order.payment_collections?.length && fingerprint(order.items) === wanted,
    )
    .map(({ id }) => id)
}

interface Item {
  readonly variant_id?: string | null
  readonly quantity?: unknown
  readonly unit_price?: unknown
  readonly detail?: { readonly quantity?: unknown } | null
}

interface Found {
  readonly cart: { readonly id?: string } | null
  readonly payment_collections: readonly unknown[] | null
  readonly items: readonly (Item | null)[] | null
}

/** The items as one comparable string, whatever their order. An order keeps the quantity in the item's detail. */
const fingerprint = (items: readonly (Item | null)[] | null | undefined): string =>
  (items ?? [])
    .map((item) => `${item?.variant_id}:${Number(item?.quantity ?? item?.detail?.quantity)}:${Number(item?.unit_price)}`)
    .sort()
    .join("|")
