import type { Delivery } from "../../../../services/store/entities"
import type { ListFrame } from "../_shared/read-list"
import type { PresentedDelivery } from "./_shared/present-delivery"
import type { deliveryFields } from "./query-config"

/** A delivery in a list, with all fields that a list may show. */
export type ListedDelivery = Pick<Delivery, (typeof deliveryFields)[number]>

/** The answer of `GET /deliveries`. */
export interface ShownDeliveries extends ListFrame {
  readonly deliveries: readonly ListedDelivery[]
}

/** The answer of `GET /deliveries/:id`, and of its replay. */
export interface ShownDelivery {
  readonly delivery: PresentedDelivery
}
