import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { Delivery, DeliveryAttempt } from "../../../../../services/store/entities"
import { bodyOf } from "../../../../../services/deliveries/message"
import { paymentNotificationService } from "../../../../../application/ground/module"

/** A delivery with the body as it is sent, and every attempt. */
export interface PresentedDelivery extends Omit<
  Delivery,
  "data" | "lease_token" | "leased_until" | "lapsed_leases" | "replayed_after"
> {
  readonly body: unknown
  readonly attempts_made: readonly DeliveryAttempt[]
}

/** The delivery as shown to a person, or Medusa's 404. */
export async function presentDelivery(container: MedusaContainer, id: string): Promise<PresentedDelivery> {
  const { deliveries, orderSnapshots } = paymentNotificationService(container)
  const delivery = await deliveries.find(id)
  if (!delivery) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Delivery with id: ${id} was not found`)
  const {
    data: _data,
    lease_token: _token,
    leased_until: _until,
    lapsed_leases: _lapsed,
    replayed_after: _after,
    ...shown
  } = delivery
  // A platform of agents is sent its whole order, as it was frozen before the first attempt.
  const frozen = (await orderSnapshots.place(id))?.frozen
  const body: unknown = frozen ? JSON.parse(frozen.body) : bodyOf(delivery)
  return { ...shown, body, attempts_made: await deliveries.attemptsOf(id) }
}
