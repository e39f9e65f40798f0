import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, OrderStatus } from "@medusajs/framework/utils"
import { InvalidStateError } from "../../services/domain/errors"

interface Link {
  readonly order?: { readonly status?: string } | null
}

/**
 * A payment that belongs to an order is not quarantined any more: to refund it is the order's business. A canceled order has none:
 * core refuses to lower its total, so its payment is refunded here, unless the order holds a part of it already.
 */
export async function refuseOrdered(
  container: MedusaContainer,
  { id, payment_collection_id }: { readonly id: string; readonly payment_collection_id: string },
): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_payment_collection",
    fields: ["order_id", "order.status"],
    filters: { payment_collection_id },
  })
  if (!data.length) return
  const isOver = (data as unknown as Link[]).every(({ order }) => !order || order.status === OrderStatus.CANCELED)
  if (!isOver) throw new InvalidStateError("the payment belongs to an order: accept it, then refund it there")
  const { captures, refunds } = await container
    .resolve(Modules.PAYMENT)
    .retrievePayment(id, { relations: ["captures", "refunds"] })
  if (captures?.length || refunds?.length) {
    throw new InvalidStateError(
      "a part of the payment is recorded on its canceled order already: refund it at the provider, then dismiss this",
    )
  }
}
