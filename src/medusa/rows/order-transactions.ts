import type { MedusaContainer } from "@medusajs/framework/types"
import { ChangeActionType, Modules, OrderChangeStatus, OrderChangeType } from "@medusajs/framework/utils"
import { toMajor } from "../../services/domain/money"
import { CORE_REFUND_SECONDS } from "../../services/queue/times"
import { inTransaction } from "./module-transaction"
import { orderRows, type OrderRows } from "./order-rows"
import { sumMinor } from "./stored-amount"

/** One order transaction, identified by order, reference and reference id. */
export interface OrderEntry {
  readonly order_id: string
  readonly currency_code: string
  readonly reference: string
  readonly reference_id: string
  /** Minor units; negative where money left us. */
  readonly amount: string
}

const isSame = (entry: OrderEntry, row: { order_id: string; reference?: string | null; reference_id?: string | null }): boolean =>
  row.order_id === entry.order_id && row.reference === entry.reference && row.reference_id === entry.reference_id

const amountsOf = (entry: OrderEntry, row: { amount: unknown; raw_amount?: unknown }): boolean =>
  sumMinor([row], entry.currency_code) === BigInt(entry.amount)

/**
 * Adds the order transactions that are not there yet, and returns those. Core also looks before it adds, but takes no lock. Its
 * refund gives every refund of the payment that has no transaction yet the amount of the one it has just made. Doubled rows and
 * rows with another amount are therefore deleted.
 */
export async function recordTransactions(container: MedusaContainer, entries: readonly OrderEntry[]): Promise<OrderEntry[]> {
  if (!entries.length) return []
  const orders = container.resolve(Modules.ORDER)
  const recorded = await orders.listOrderTransactions(
    { order_id: entries.map(({ order_id }) => order_id), reference_id: entries.map(({ reference_id }) => reference_id) },
    { order: { created_at: "ASC" }, take: null as never },
  )
  const missing: OrderEntry[] = []
  const surplus: string[] = []
  for (const entry of entries) {
    const found = recorded.filter((row) => isSame(entry, row))
    const right = found.find((row) => amountsOf(entry, row))
    surplus.push(...found.filter((row) => row !== right).map(({ id }) => id))
    if (!right) missing.push(entry)
  }
  if (surplus.length) await orders.deleteOrderTransactions(surplus)
  if (missing.length) {
    await orders.addOrderTransactions(
      missing.map(({ amount, ...entry }) => ({ ...entry, amount: toMajor(BigInt(amount), entry.currency_code) as never })),
    )
  }
  return missing
}

/**
 * The order change that an admin has open: an edit, a return, an exchange or a claim. Until it is closed, Medusa allows no other, and so
 * no credit line. One that core itself opened for a credit line and was killed in would stay open for good: it is canceled.
 */
export async function hasOpenChange(container: MedusaContainer, order_id: string): Promise<boolean> {
  const orders = orderRows(container)
  const status = [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED]
  const open = await orders.listOrderChanges({ order_id, status } as never, { select: ["id", "change_type", "created_at"] })
  const abandoned = open.filter(
    ({ change_type, created_at }) =>
      (change_type as string) === OrderChangeType.CREDIT_LINE &&
      Date.now() - new Date(created_at).getTime() > CORE_REFUND_SECONDS * 1000,
  )
  for (const { id } of abandoned) await orders.cancelOrderChange(id)
  return open.length > abandoned.length
}

/**
 * Adds credit lines that are not there yet. Core's workflow makes the order change, its action and the confirmation in three
 * commits, and one that was killed between them leaves an open change that blocks the order. Here they are one commit. Answers false
 * where an order change that an admin has open holds them back: a later call finds the order free again.
 */
export async function recordCreditLines(container: MedusaContainer, entries: readonly OrderEntry[]): Promise<boolean> {
  const orders = orderRows(container)
  for (const { order_id, reference, reference_id, amount, currency_code } of entries) {
    if (BigInt(amount) === 0n || (await orders.listOrderCreditLines({ order_id, reference, reference_id })).length) continue
    if (await hasOpenChange(container, order_id)) return false
    const line = { reference, reference_id, amount: toMajor(BigInt(amount), currency_code) }
    try {
      await addCreditLine(orders, order_id, line)
    } catch (error) {
      // Opened in this moment.
      if (await hasOpenChange(container, order_id)) return false
      throw error
    }
  }
  return true
}

const addCreditLine = (orders: OrderRows, order_id: string, line: object): Promise<void> =>
  inTransaction(orders, async (context) => {
    const { version } = await orders.retrieveOrder(order_id, { select: ["id", "version"] }, context as never)
    const action = { action: ChangeActionType.CREDIT_LINE_ADD, order_id, version: (version as unknown as number) + 1, ...line }
    const change = { order_id, change_type: OrderChangeType.CREDIT_LINE, actions: [action] }
    const { id } = await orders.createOrderChange(change as never, context as never)
    await orders.confirmOrderChange(id, context as never)
  })

/** The amount that the order still expects (positive) or owes (negative), in minor units, by its summary. */
export async function pendingDifference(container: MedusaContainer, orderId: string, currency: string): Promise<bigint> {
  const { summary } = await container.resolve(Modules.ORDER).retrieveOrder(orderId, { select: ["id"], relations: ["summary"] })
  const { pending_difference: amount, raw_pending_difference: raw_amount } = summary as never
  return sumMinor([{ amount, raw_amount }], currency)
}
