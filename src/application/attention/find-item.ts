import type { MedusaContainer } from "@medusajs/framework/types"
import { InvalidStateError } from "../../services/domain/errors"
import type { PaymentAttention } from "../../services/store/entities"
import { paymentNotificationService } from "../ground/module"

/** An item in its present state. Throws InvalidStateError where there is none. */
export async function findItem(container: MedusaContainer, id: string): Promise<PaymentAttention> {
  const item = await paymentNotificationService(container).attention.find(id)
  if (!item) throw new InvalidStateError(`there is no attention item ${id}`)
  return item
}
