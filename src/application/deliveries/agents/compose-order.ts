import type { MedusaContainer } from "@medusajs/framework/types"
import type { OrderFormat } from "../../../services/deliveries/agents/order"
import type { Composed } from "../../../services/deliveries/compose"
import type { ClaimedDelivery } from "../../../services/store/delivery-repository"
import type { OrderPlace } from "../../../services/store/order-snapshot-repository"
import { paymentNotificationService } from "../../ground/module"
import { loadOrder } from "./load-order"

/** Another state of the order is on its way, by another payment of it. */
const BUSY_SECONDS = 2

/**
 * The body of a claimed delivery to an agents' platform: the whole order as it is now, frozen before its first attempt, so that every
 * attempt sends the same bytes. Not sent at all: what is older than another delivery of the order (a platform would take its state
 * back), what the platform knows already, and orders that did not come from it. Another customer's order must never get there.
 */
export async function composeOrder(
  container: MedusaContainer,
  format: OrderFormat,
  delivery: ClaimedDelivery,
): Promise<Composed> {
  const { orderSnapshots } = paymentNotificationService(container)
  const place = await orderSnapshots.place(delivery.id)
  if (!place?.orderId) return { canceled: "no_order" }
  if (place.isSuperseded) return { canceled: "superseded" }
  if (place.isBusy) return { waitSeconds: BUSY_SECONDS }
  if (place.frozen) return place.frozen
  const bodies = await write(container, format, { ...place, orderId: place.orderId })
  if (!bodies) return { canceled: "not_of_this_platform" }
  const { first, later } = bodies
  if (place.lastBody === first || place.lastBody === later) return { canceled: "unchanged" }
  const body = place.isKnown ? later : first
  const frozen = await orderSnapshots.freeze(delivery.id, delivery.lease_token ?? "", place.orderId, body)
  return frozen ?? { waitSeconds: BUSY_SECONDS }
}

/** The order as the first that the platform gets of it, and as a later one; undefined where it is not the platform's. */
async function write(container: MedusaContainer, format: OrderFormat, { orderId, cartId }: OrderPlace & { orderId: string }) {
  const { orderSnapshots } = paymentNotificationService(container)
  const money = await orderSnapshots.money(orderId)
  const order = await loadOrder(container, { orderId, cartId, money })
  const first = order && format.write(order, true)
  return first && { first: JSON.stringify(first), later: JSON.stringify(format.write(order, false)) }
}
