import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"

/** An order with its stock; quantities in Medusa's own exact form. */
export interface OrderStock {
  readonly id: string
  readonly display_id: number
  readonly status: string
  readonly sales_channel_id: string | null
  readonly items: readonly OrderItem[]
  readonly payment_collections?: ReadonlyArray<{ readonly payments?: readonly Payment[] } | null>
}

interface Payment {
  readonly id: string
  readonly canceled_at: string | Date | null
  readonly captures?: readonly unknown[]
}

interface OrderItem {
  readonly id: string
  readonly title: string
  readonly detail: { readonly quantity: number; readonly fulfilled_quantity: number }
  readonly variant?: {
    readonly manage_inventory: boolean
    readonly allow_backorder: boolean
    readonly inventory_items?: readonly InventoryItem[]
  } | null
}

interface InventoryItem {
  readonly inventory_item_id: string
  readonly required_quantity: number
  readonly inventory?: { readonly location_levels?: readonly Level[] }
}

interface Level {
  readonly location_id: string
  readonly stocked_quantity: number
  readonly reserved_quantity: number
  readonly stock_locations?: ReadonlyArray<{ readonly sales_channels?: ReadonlyArray<{ readonly id: string } | null> } | null>
}

const FIELDS = [
  "id",
  "display_id",
  "status",
  "sales_channel_id",
  // Medusa computes an item's quantities from the whole of both, and silently leaves them out when only some fields are
  // requested.
  "items.*",
  "items.detail.*",
  "items.variant.manage_inventory",
  "items.variant.allow_backorder",
  "items.variant.inventory_items.inventory_item_id",
  "items.variant.inventory_items.required_quantity",
  "items.variant.inventory_items.inventory.location_levels.location_id",
  "items.variant.inventory_items.inventory.location_levels.stocked_quantity",
  "items.variant.inventory_items.inventory.location_levels.reserved_quantity",
  "items.variant.inventory_items.inventory.location_levels.stock_locations.id",
  "items.variant.inventory_items.inventory.location_levels.stock_locations.sales_channels.id",
  "payment_collections.payments.id",
  "payment_collections.payments.canceled_at",
  "payment_collections.payments.captures.id",
]

export async function loadOrderStock(container: MedusaContainer, orderId: string): Promise<OrderStock | undefined> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  return data[0] as unknown as OrderStock | undefined
}

/** A reservation that a paid order should have but lacks. */
export interface MissingReservation {
  readonly line_item_id: string
  readonly inventory_item_id: string
  readonly title: string
  readonly quantity: ReturnType<typeof MathBN.sub>
  readonly allow_backorder: boolean
  /** A location that sells on the order's channel, one with enough stock where there is one; undefined: no location at all. */
  readonly location_id: string | undefined
}

/** Ordered items that are neither fulfilled nor reserved. A fulfilled item needs no reservation any more. */
export async function missingReservations(container: MedusaContainer, order: OrderStock): Promise<MissingReservation[]> {
  const reserved = await container
    .resolve(Modules.INVENTORY)
    .listReservationItems({ line_item_id: order.items.map(({ id }) => id) }, { take: null as never })
  return order.items.flatMap(({ id, title, detail, variant }) =>
    (variant?.manage_inventory ? (variant.inventory_items ?? []) : []).flatMap((item) => {
      const open = MathBN.sub(detail.quantity, detail.fulfilled_quantity)
      const held = reserved
        .filter(({ line_item_id, inventory_item_id }) => line_item_id === id && inventory_item_id === item.inventory_item_id)
        .reduce((sum, { quantity: part }) => MathBN.add(sum, part), MathBN.convert(0))
      const missing = MathBN.sub(MathBN.mult(open, item.required_quantity), held)
      if (MathBN.lte(missing, 0)) return []
      return {
        line_item_id: id,
        inventory_item_id: item.inventory_item_id,
        title,
        quantity: missing,
        allow_backorder: variant!.allow_backorder,
        location_id: placeFor(item, order.sales_channel_id, missing),
      }
    }),
  )
}

function placeFor({ inventory }: InventoryItem, channelId: string | null, quantity: MissingReservation["quantity"]) {
  const places = (inventory?.location_levels ?? []).filter(
    ({ stock_locations }) =>
      !channelId || stock_locations?.some((place) => place?.sales_channels?.some((channel) => channel?.id === channelId)),
  )
  const enough = places.find((level) => MathBN.gte(MathBN.sub(level.stocked_quantity, level.reserved_quantity), quantity))
  return (enough ?? places[0])?.location_id
}
