import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { PaymentAttention } from "../../../../../services/store/entities"
import { paymentNotificationService } from "../../../../../application/ground/module"

/** The item, or Medusa's 404. */
export async function findItem(container: MedusaContainer, id: string): Promise<PaymentAttention> {
  const item = await paymentNotificationService(container).attention.find(id)
  if (!item) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Attention item with id: ${id} was not found`)
  return item
}
