import type { isDetached } from "../../medusa/rows/detached"
import type { StoredAmount } from "../../medusa/rows/stored-amount"

export interface MedusaAmount {
  readonly amount: string | number
  readonly raw_amount?: { readonly value?: string } | null
}

interface Collection extends MedusaAmount {
  readonly metadata?: NonNullable<Parameters<typeof isDetached>[0]>["metadata"]
  readonly payment_sessions?: ReadonlyArray<{ readonly id: string }>
}

interface Payment {
  readonly id: string
  readonly canceled_at?: string | Date | null
  readonly refunds?: readonly StoredAmount[]
}

interface Session extends MedusaAmount {
  readonly id: string
  readonly status: string
  readonly currency_code: string
  readonly provider_id: string
  readonly payment_collection_id: string
  readonly payment_collection: Collection
  readonly payment?: Payment | null
}

/** A payment session with its payment and its collection. */
export interface FoundSession extends Session {
  /** Core has deleted its row, and kept the payment that was made of it. */
  readonly isGone: boolean
}

interface Query {
  graph(input: object): Promise<{ data: unknown[] }>
}

const SUM = ["amount", "raw_amount"]
const OWN = [...SUM, "id", "currency_code", "provider_id", "payment_collection_id"]
const COLLECTION = [...SUM, "metadata", "payment_sessions.id"].map((field) => `payment_collection.${field}`)
const PAYMENT = ["id", "canceled_at", ...["id", ...SUM].map((field) => `refunds.${field}`)]

/**
 * The session by its id. Core deletes a session when its cart opens another one, although a payment has been made of it and an order
 * of that; the session is then made up from the payment.
 */
export async function findPaymentSession(query: Query, id: string): Promise<FoundSession | undefined> {
  const fields = [...OWN, "status", ...COLLECTION, ...PAYMENT.map((field) => `payment.${field}`)]
  const [session] = (await query.graph({ entity: "payment_session", fields, filters: { id } })).data as Session[]
  if (session) return { ...session, isGone: false }
  const found = await query.graph({
    entity: "payment",
    fields: [...OWN, ...COLLECTION, ...PAYMENT],
    filters: { payment_session_id: id },
  })
  const [payment] = found.data as Array<Omit<Session, "status" | "payment"> & Payment>
  return payment && { ...payment, id, status: "authorized", payment, isGone: true }
}
