import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, OrderStatus } from "@medusajs/framework/utils"
import type { NotPayable } from "./order-life"

/** The cart and the order that a payment collection belongs to. */
export interface CartAndOrder {
  readonly cartId: string | null
  readonly orderId: string | null
  /** Why the order takes no money any more; null for one that does, and where there is none. */
  readonly notPayable: NotPayable | null
}

interface Row {
  readonly cart_id?: string
  readonly order_id?: string
  readonly order?: { readonly status?: string } | null
  readonly status?: string
}

type Graph = { graph(input: object): Promise<{ data: Row[] }> }

export async function findCartAndOrder(container: MedusaContainer, collectionId: string): Promise<CartAndOrder> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Graph
  const filters = { payment_collection_id: collectionId }
  const [{ data: carts }, { data: orders }] = await Promise.all([
    query.graph({ entity: "cart_payment_collection", fields: ["cart_id"], filters }),
    query.graph({ entity: "order_payment_collection", fields: ["order_id", "order.status"], filters }),
  ])
  const cartId = carts[0]?.cart_id ?? null
  const link = orders[0]
  if (link?.order_id) return { cartId, orderId: link.order_id, notPayable: reasonOf(link.order?.status) }
  return { cartId, orderId: null, notPayable: null }
}

/** Why an order that a payment collection was seen to belong to takes no money any more: one statement, where all else is known. */
export async function findNotPayable(container: MedusaContainer, orderId: string): Promise<NotPayable | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Graph
  const { data } = await query.graph({ entity: "order", fields: ["id", "status"], filters: { id: orderId } })
  return reasonOf(data[0]?.status)
}

const reasonOf = (status: string | undefined): NotPayable | null =>
  status === undefined ? "deleted" : status === OrderStatus.CANCELED ? "canceled" : null
