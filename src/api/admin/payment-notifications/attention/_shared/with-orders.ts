import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { mayRead } from "../../_shared/policies"

/** An attention item's row, in whatever fields were asked for. */
interface ItemRow {
  readonly order_id?: string | null
  readonly cart_id?: string | null
}

interface Buyer {
  readonly id: string
  readonly display_id?: number
  readonly customer_id: string | null
  readonly email: string | null
}

/** The number of an item's order, as the shop's people know it, and its customer: by the order, or by the cart before there is one. */
export interface OrderOfItem {
  readonly order_display_id: number | null
  readonly customer_id: string | null
  /** Null, too, for a caller whose roles may not read customers. */
  readonly email: string | null
}

/** The items with their orders and customers, with two queries in all. */
export async function withOrders<T extends ItemRow>(
  req: AuthenticatedMedusaRequest,
  items: readonly T[],
): Promise<(T & OrderOfItem)[]> {
  const container = req.scope
  const showEmail = await mayRead(req, "customer")
  const orders = await find(container, "order", ["id", "display_id", "customer_id", "email"], ids(items, "order_id"))
  const carts = await find(container, "cart", ["id", "customer_id", "email"], ids(items, "cart_id"))
  return items.map((item) => {
    const order = orders.get(item.order_id ?? "")
    const buyer = order ?? carts.get(item.cart_id ?? "")
    return {
      ...item,
      order_display_id: order?.display_id ?? null,
      customer_id: buyer?.customer_id ?? null,
      email: showEmail ? (buyer?.email ?? null) : null,
    }
  })
}

const ids = (items: readonly ItemRow[], name: keyof ItemRow): string[] => [
  ...new Set(items.flatMap((item) => (item[name] ? [item[name]] : []))),
]

async function find(
  container: MedusaContainer,
  entity: "order" | "cart",
  fields: string[],
  id: string[],
): Promise<Map<string, Buyer>> {
  if (!id.length) return new Map()
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({ entity, fields, filters: { id } })
  return new Map((data as unknown as Buyer[]).map((row) => [row.id, row]))
}
