import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sumMinor, type StoredAmount } from "../../medusa/rows/stored-amount"
import type { OrderSums } from "./order-life"

type Rows<T> = ReadonlyArray<T | null> | null | undefined

interface SessionRow extends StoredAmount {
  readonly id: string
  readonly status: string
  readonly payment?: { readonly id: string } | null
}

interface PaymentRow extends StoredAmount {
  readonly id: string
  readonly canceled_at?: string | Date | null
  readonly captures?: Rows<StoredAmount>
  readonly refunds?: Rows<StoredAmount>
}

interface CollectionRow extends StoredAmount {
  readonly status: string
  readonly payment_sessions?: Rows<SessionRow>
  readonly payments?: Rows<PaymentRow>
}

interface OrderRow {
  readonly total: unknown
  readonly raw_total?: unknown
  readonly currency_code: string
  readonly payment_collections?: Rows<CollectionRow>
}

const COLLECTION = "payment_collections"

const FIELDS = [
  ...["id", "total", "raw_total", "currency_code"],
  ...["id", "status", "amount", "raw_amount"].map((field) => `${COLLECTION}.${field}`),
  ...["id", "status", "amount", "raw_amount", "payment.id"].map((field) => `${COLLECTION}.payment_sessions.${field}`),
  ...["id", "amount", "raw_amount", "canceled_at"].map((field) => `${COLLECTION}.payments.${field}`),
  ...["amount", "raw_amount"].flatMap((field) => [
    `${COLLECTION}.payments.captures.${field}`,
    `${COLLECTION}.payments.refunds.${field}`,
  ]),
]

const present = <T>(rows: Rows<T>): T[] => (rows ?? []).filter((row): row is T & {} => row !== null) as T[]

/** An order's total and its requests for money, from Medusa's present rows; undefined where the order is gone. */
export async function loadOrderSums(container: MedusaContainer, orderId: string): Promise<OrderSums | undefined> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  const order = data[0] as unknown as OrderRow | undefined
  if (!order) return undefined
  const minor = (rows: readonly StoredAmount[]): bigint => (rows.length ? sumMinor(rows, order.currency_code) : 0n)
  return {
    total: minor([{ amount: order.total, raw_amount: order.raw_total }]),
    collections: present(order.payment_collections).map((collection) => ({
      status: collection.status,
      amount: minor([collection]),
      sessions: present(collection.payment_sessions).map((session) => ({
        id: session.id,
        status: session.status,
        amount: minor([session]),
        paymentId: session.payment?.id ?? null,
      })),
      payments: present(collection.payments).map((payment) => ({
        id: payment.id,
        amount: minor([payment]),
        captured: minor(present(payment.captures)),
        refunded: minor(present(payment.refunds)),
        isCanceled: Boolean(payment.canceled_at),
      })),
    })),
  }
}
