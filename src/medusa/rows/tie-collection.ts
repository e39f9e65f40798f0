import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { CartCompletionError } from "../../services/domain/errors"

/**
 * Ties an order to the payment collection of its cart, where a killed completion of core's has tied it to the cart alone. No later
 * completion does: it finds the order by its cart. Without the link, money is recorded that the order does not show, also where the
 * order was canceled since. Throws CartCompletionError once they are tied: with the order known, the payment is to be looked at again.
 */
export async function tieCollection(container: MedusaContainer, order_id: string, payment_collection_id: string): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const filters = { payment_collection_id }
  const { data } = await query.graph({ entity: "order_payment_collection", fields: ["order_id"], filters })
  if (data.length) return
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  await link.create({ [Modules.ORDER]: { order_id }, [Modules.PAYMENT]: { payment_collection_id } })
  throw new CartCompletionError(`order ${order_id} was not tied to payment collection ${payment_collection_id}, and is now`)
}
