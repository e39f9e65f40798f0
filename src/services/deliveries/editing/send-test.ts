import type { DeliveryDestinationRepository } from "../../store/delivery-destination-repository"
import type { DeliveryRepository } from "../../store/delivery-repository"
import type { Delivery } from "../../store/entities"
import { DestinationStateError, UnknownDestinationError } from "./errors"

interface Parts {
  readonly deliveries: DeliveryRepository
  readonly deliveryDestinations: DeliveryDestinationRepository
}

/**
 * Plans a `test.ping` for a destination, whatever facts it wants. It goes the way of every fact: through the queue, signed, with
 * retries. Refused for one that rests, where it would wait unseen.
 */
export async function sendTest({ deliveries, deliveryDestinations }: Parts, destinationId: string): Promise<Delivery> {
  const destination = await deliveryDestinations.find(destinationId)
  if (!destination) throw new UnknownDestinationError(destinationId)
  if (destination.state !== "active") {
    throw new DestinationStateError(`${destinationId} is ${destination.state}: a test would wait with everything else`)
  }
  const planned = await deliveries.planTest(destinationId)
  if (!planned) throw new UnknownDestinationError(destinationId)
  return planned
}
