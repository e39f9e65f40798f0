import { larger, smaller } from "../../services/domain/money"

/** Why an order takes no money any more. */
export type NotPayable = "canceled" | "deleted"

/** A payment session of an order. Amounts here are integer minor units of the order's currency. */
export interface OrderSession {
  readonly id: string
  /** Medusa's `PaymentSessionStatus`. */
  readonly status: string
  readonly amount: bigint
  readonly paymentId: string | null
}

export interface OrderPayment {
  readonly id: string
  readonly amount: bigint
  readonly captured: bigint
  readonly refunded: bigint
  readonly isCanceled: boolean
}

/** A payment collection of an order: one request for money, which the order may have several of. */
export interface OrderCollection {
  /** Medusa's `PaymentCollectionStatus`. */
  readonly status: string
  readonly amount: bigint
  readonly sessions: readonly OrderSession[]
  readonly payments: readonly OrderPayment[]
}

export interface OrderSums {
  readonly total: bigint
  readonly collections: readonly OrderCollection[]
}

/**
 * An order after one of its payments has ended:
 * - `asked`: another payment waits for the money or holds it, so nothing has ended;
 * - `retriable`: the last one that could bring the money has failed, and may be tried again;
 * - `unpaid`: nothing is left that could bring it.
 */
export type OrderAfter = "asked" | "retriable" | "unpaid"

export interface AfterEnd {
  readonly state: OrderAfter
  /** The part of the ended payment that the order lacks, unless it is asked for again; zero where the order is paid. */
  readonly lacking: bigint
  /** All that the order has captured and not refunded. */
  readonly captured: bigint
  /** Another payment of the order was given up before: its end waited for this one. */
  readonly gaveUpBefore: boolean
}

/** Sessions in these states are waiting for the payer or the provider. */
const LIVE: ReadonlySet<string> = new Set(["pending", "requires_more", "pending_authorization"])

/** Collections in these states still ask for what they have not received. */
const OPEN: ReadonlySet<string> = new Set(["not_paid", "awaiting", "partially_authorized", "authorized"])

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/** The session of a payment that has ended without money. */
export interface EndedSession {
  readonly id: string
  readonly amount: bigint
}

/**
 * Decides by sums whether a payment that has ended without money leaves its order unpaid. Core voids a payment
 * and asks for the money by a new collection when an order is edited, so an end alone says nothing; and a collection over an edit's
 * small difference does not pay the order. What counts is the smaller of two sums, the ended payment's and the one that the order
 * still lacks: money that is captured already pays for its own part only. Where it is wrong, an order is canceled that somebody is
 * paying, or one is forgotten that nobody pays.
 */
export function orderAfterEnd(session: EndedSession, { total, collections }: OrderSums): AfterEnd {
  const captured = capturedOf({ collections })
  const lacking = smaller(larger(total - captured, 0n), missingOf(session, collections))
  const others = collections.map((collection) => expectedOf(collection, session.id))
  const expected = sum(others.map(({ sure }) => sure))
  const retriable = sum(others.map(({ retriable }) => retriable))
  return {
    state: expected >= lacking ? "asked" : expected + retriable >= lacking ? "retriable" : "unpaid",
    lacking,
    captured,
    gaveUpBefore: collections.some(
      ({ status, sessions }) => status === "canceled" && !sessions.some(({ id }) => id === session.id),
    ),
  }
}

/** All that an order has captured and not refunded. */
export const capturedOf = ({ collections }: Pick<OrderSums, "collections">): bigint =>
  sum(collections.flatMap(({ payments }) => payments.map(keptOf)))

const keptOf = ({ captured, refunded }: OrderPayment): bigint => captured - refunded

/** The part of the ended payment that it has not brought. */
function missingOf({ id, amount }: EndedSession, collections: readonly OrderCollection[]): bigint {
  const own = collections.find(({ sessions }) => sessions.some((session) => session.id === id))
  const session = own?.sessions.find((one) => one.id === id)
  const payment = own?.payments.find((one) => one.id === session?.paymentId)
  return larger(amount - (payment ? keptOf(payment) : 0n), 0n)
}

interface Expected {
  /** Authorized, or asked for and still to be paid. */
  readonly sure: bigint
  /** Asked for; the last attempt has failed. */
  readonly retriable: bigint
}

/** The money that a collection may still bring, apart from the ended payment's. */
function expectedOf(collection: OrderCollection, endedId: string): Expected {
  const { sessions, payments, status, amount } = collection
  const ended = sessions.find(({ id }) => id === endedId)
  const others = sessions.filter((session) => session !== ended)
  const waiting = others.filter((session) => LIVE.has(session.status) && !session.paymentId)
  const held = sum(payments.filter(({ id }) => id !== ended?.paymentId).map((payment) => heldOf(payment, others)))
  const waited = sum(waiting.map((session) => session.amount))
  const rest = larger(amount - sum(payments.map(keptOf)) - held, 0n)
  // Its own collection may be paid by another session of it, never by the one that has just ended.
  if (ended) {
    const isFailed = ended.status === "error"
    return { sure: held + smaller(waited, rest), retriable: isFailed ? larger(rest - waited, 0n) : 0n }
  }
  const isUnused = !sessions.length && !payments.length
  if (OPEN.has(status) && (isUnused || waiting.length || held > 0n)) return { sure: held + rest, retriable: 0n }
  if (waiting.length) return { sure: held + smaller(waited, rest), retriable: 0n }
  const isFailed = status === "failed" || (OPEN.has(status) && others.some((session) => session.status === "error"))
  return { sure: held, retriable: isFailed ? rest : 0n }
}

/** The part of a payment that is authorized and may still be captured. */
function heldOf({ id, amount, captured, isCanceled }: OrderPayment, sessions: readonly OrderSession[]): bigint {
  const session = sessions.find(({ paymentId }) => paymentId === id)
  const isOver = isCanceled || session?.status === "canceled" || session?.status === "error"
  return isOver ? 0n : larger(amount - captured, 0n)
}
