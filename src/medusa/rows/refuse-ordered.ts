import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { InvalidStateError } from "../../services/domain/errors"

/** A payment that belongs to an order is not quarantined any more: to refund it is the order's business. */
export async function refuseOrdered(container: MedusaContainer, collectionId: string): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_payment_collection",
    fields: ["order_id"],
    filters: { payment_collection_id: collectionId },
  })
  if (data.length) throw new InvalidStateError("the payment belongs to an order: accept it, then refund it there")
}
