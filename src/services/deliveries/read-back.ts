import { randomBytes } from "node:crypto"
import type { DeliveryRepository } from "../store/delivery-repository"
import type { OpenedDestination, Destinations } from "./destinations"
import { bodyOf } from "./message"
import { isReadToken } from "./secrets/read-token"

interface Parts {
  readonly deliveries: DeliveryRepository
  readonly destinations: Destinations
}

/**
 * The body of a thin delivery as a full one has it, for whoever has its destination's read token; undefined for everybody else, and
 * once the delivery is canceled or the destination deleted. A token is compared, and in constant time, whether there is anything to
 * read or not.
 */
export async function readBack({ deliveries, destinations }: Parts, id: string, token: string): Promise<string | undefined> {
  const delivery = await deliveries.find(id)
  const opened = delivery ? await opens(destinations, delivery.destination_id) : undefined
  const secrets = opened?.secrets.length ? opened.secrets : [randomBytes(32).toString("hex")]
  const isReader = isReadToken(token, secrets, opened?.row.id ?? "")
  if (!delivery || !isReader || delivery.payload !== "thin" || delivery.state === "canceled") return undefined
  return JSON.stringify(bodyOf(delivery, "full"))
}

/** A destination that cannot be opened has no token that could be compared. */
const opens = (destinations: Destinations, id: string): Promise<OpenedDestination | undefined> =>
  destinations.open(id).catch(() => undefined)
