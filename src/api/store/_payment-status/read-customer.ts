import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../application/ground/module"
import { customerExists } from "../../../application/notifications/reach/customer-exists"
import type { LiveState } from "../../../services/live/live-state"
import type { ShownCustomerStatus } from "./answers"
import { paymentStatus } from "./payment-status"
import { bodyOf, liveStatus } from "./read-status"

/** A page shows the payments of today; older ones are in the list of orders. */
const DAY_SECONDS = 86_400

/** Payments of one customer that are shown, and carts and orders that are looked through for them. */
const MOST_PAYMENTS = 20
const MOST_PLACES = 100

interface CartRow {
  readonly id: string
}

interface OrderRow {
  readonly id: string
  readonly display_id: number
}

type Graph = (input: object) => Promise<{ data: unknown[] }>

/** The payments of a customer's carts and orders that have changed within a day; null for a customer who was deleted. */
export async function readCustomer(container: MedusaContainer, customerId: string): Promise<LiveState | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const graph = query.graph.bind(query) as unknown as Graph
  const newest = (entity: string, fields: string[]) =>
    graph({
      entity,
      fields,
      filters: { customer_id: customerId },
      pagination: { take: MOST_PLACES, skip: 0, order: { updated_at: "DESC" } },
    })
  const [isThere, { data: carts }, { data: orders }] = await Promise.all([
    customerExists(container, customerId),
    newest("cart", ["id"]),
    newest("order", ["id", "display_id"]),
  ])
  if (!isThere) return null
  const displayIds = new Map((orders as OrderRow[]).map(({ id, display_id }) => [id, display_id]))
  const records = await paymentNotificationService(container).liveRows.paymentsOfCustomer(
    (carts as CartRow[]).map(({ id }) => id),
    [...displayIds.keys()],
    DAY_SECONDS,
    MOST_PAYMENTS,
  )
  const statuses = records.reverse().map((record) => {
    const { id, cart_id, order_id, currency_code, updated_at } = record
    const order_display_id = displayIds.get(order_id ?? "") ?? null
    const status = paymentStatus(record, { amount: 0, currency_code, order_id, order_display_id, updated_at })
    const shown: ShownCustomerStatus = { payment_status: { ...status, cart_id, payment_record_id: id } }
    return liveStatus(status, record, bodyOf(shown))
  })
  return { statuses, knownIds: records.map(({ id }) => id), total: 0 }
}

/** The customers whose carts and orders these are. */
export async function ownersOf(
  container: MedusaContainer,
  carts: readonly string[],
  orders: readonly string[],
): Promise<readonly string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const graph = query.graph.bind(query) as unknown as Graph
  const of = async (entity: string, ids: readonly string[]) =>
    ids.length ? (await graph({ entity, fields: ["customer_id"], filters: { id: [...ids] } })).data : []
  const rows = (await Promise.all([of("cart", carts), of("order", orders)])).flat() as Array<{ customer_id?: string | null }>
  return rows.flatMap(({ customer_id }) => customer_id ?? [])
}
