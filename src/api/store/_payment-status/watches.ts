import { container } from "@medusajs/framework"
import type { Reader, Watch } from "../../../services/live/live-state"
import { readCarts } from "./read-carts"
import { ownersOf, readCustomer } from "./read-customer"
import { readOrders } from "./read-orders"

/** Carts or orders of one read: a burst takes few reads, and the rows of one hold up the process for a moment only. */
const MOST_PLACES = 50

/** A customer's payments are a read of their own each. */
const MOST_CUSTOMERS = 4

// Not a request's own scope, which would stay in memory for as long as its stream.
const CARTS: Reader = { most: MOST_PLACES, read: (watches) => readCarts(container, watches) }
const ORDERS: Reader = { most: MOST_PLACES, read: (watches) => readOrders(container, watches) }
const CUSTOMERS: Reader = {
  most: MOST_CUSTOMERS,
  read: (watches) => Promise.all(watches.map(({ id }) => readCustomer(container, id).catch(asError))),
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** A cart's id is the permission to see its payment. */
export const watchCart = (id: string): Watch => ({ kind: "cart", id, key: `cart:${id}`, reader: CARTS })

/** An order, for this customer alone. */
export const watchOrder = (id: string, customerId: string): Watch => ({
  kind: "order",
  id,
  customerId,
  key: `order:${id}:${customerId}`,
  reader: ORDERS,
})

/** All recent payments of a customer. */
export const watchCustomer = (id: string): Watch => ({
  kind: "customer",
  id,
  key: `customer:${id}`,
  reader: CUSTOMERS,
  ownersOf: ownersOfPlaces,
})

const ownersOfPlaces = (carts: readonly string[], orders: readonly string[]) => ownersOf(container, carts, orders)
