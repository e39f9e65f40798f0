import type { ClaimedDelivery } from "../store/delivery-repository"
import type { OrderSnapshot } from "../store/order-snapshot-repository"
import type { OrderFormat } from "./agents/order"

/** The fate of a delivery to a platform that is sent whole orders: its frozen body is sent, it never is, or it waits. */
export type Composed = OrderSnapshot | { readonly canceled: string } | { readonly waitSeconds: number }

/** Reads a claimed delivery's order; the services know none of Medusa's. */
export type ComposeOrder = (format: OrderFormat, delivery: ClaimedDelivery) => Promise<Composed>
