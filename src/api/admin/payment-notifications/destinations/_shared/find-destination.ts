import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { DeliveryDestination } from "../../../../../services/store/entities"
import { paymentNotificationService } from "../../../../../application/ground/module"

/** The destination, or Medusa's 404. */
export async function findDestination(container: MedusaContainer, id: string): Promise<DeliveryDestination> {
  const destination = await paymentNotificationService(container).deliveryDestinations.find(id)
  if (!destination) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Delivery destination with id: ${id} was not found`)
  return destination
}
