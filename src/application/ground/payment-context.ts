import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ExpectedPayment } from "../../services/domain/compare"
import { UnmatchedPaymentError } from "../../services/domain/errors"
import { roundToMinor } from "../../services/domain/money"
import { isDetached } from "../../medusa/rows/detached"
import { sumMinor, type StoredAmount } from "../../medusa/rows/stored-amount"
import { findCartAndOrder } from "./cart-and-order"
import type { NotPayable } from "./order-life"

/** A fact's payment as Medusa knows it. */
export interface PaymentContext {
  readonly session: { readonly id: string; readonly status: string; readonly collectionId: string }
  /** Its collection holds other sessions, of whatever state: a buyer with two tabs, or an earlier attempt. */
  readonly hasOtherSessions: boolean
  readonly paymentId: string | null
  /** The session was detached from its cart, so that its money can be refunded. */
  readonly isDetached: boolean
  /** Medusa has a Refund row of the session's payment, whether it is carried out or only begun. */
  readonly hasRefund: boolean
  /** Integer minor units that Medusa's Refund rows hold of the session's payment. */
  readonly refunded: bigint
  /** Medusa's Payment is canceled: by core, or by an earlier report. */
  readonly isCanceled: boolean
  readonly cartId: string | null
  readonly orderId: string | null
  /** Why the order takes no money any more; null for one that does, and where there is none. */
  readonly notPayable: NotPayable | null
  readonly expected: ExpectedPayment
}

interface MedusaAmount {
  readonly amount: string | number
  readonly raw_amount?: { readonly value?: string } | null
}

interface Sessions {
  readonly payment_sessions?: ReadonlyArray<{ readonly id: string }>
}

const exact = ({ amount, raw_amount }: MedusaAmount): string | number => raw_amount?.value ?? amount

/**
 * Reads session, payment, cart and order by the session's id. The cart's total is read only while there is no order: it is the
 * amount that would be ordered, and core does not compare it with the money paid. Throws UnmatchedPaymentError when the session
 * is not there (yet, or any more: a changed cart drops its sessions).
 */
export async function loadPaymentContext(container: MedusaContainer, sessionId: string): Promise<PaymentContext> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: sessions } = await query.graph({
    entity: "payment_session",
    fields: [
      "id",
      "status",
      "amount",
      "raw_amount",
      "currency_code",
      "provider_id",
      "payment_collection_id",
      "payment_collection.amount",
      "payment_collection.raw_amount",
      "payment_collection.metadata",
      "payment_collection.payment_sessions.id",
      "payment.id",
      "payment.canceled_at",
      "payment.refunds.id",
      "payment.refunds.amount",
      "payment.refunds.raw_amount",
    ],
    filters: { id: sessionId },
  })
  const session = sessions[0]
  if (!session)
    throw new UnmatchedPaymentError(`no payment session ${sessionId}: not created yet, or replaced when its cart changed`)
  const collectionId = session.payment_collection_id as string
  const { cartId, orderId, notPayable } = await findCartAndOrder(container, collectionId)
  const cart = cartId && !orderId ? await loadCart(query, cartId) : undefined
  const currency = session.currency_code
  const collection = session.payment_collection as unknown as MedusaAmount & Sessions
  const refunds = (session.payment?.refunds ?? []) as unknown as StoredAmount[]
  return {
    session: { id: session.id, status: session.status, collectionId },
    hasOtherSessions: collection.payment_sessions?.some(({ id }) => id !== sessionId) ?? true,
    paymentId: session.payment?.id ?? null,
    isDetached: isDetached(session.payment_collection),
    hasRefund: refunds.length > 0,
    refunded: refunds.length ? sumMinor(refunds, currency) : 0n,
    isCanceled: Boolean(session.payment?.canceled_at),
    cartId,
    orderId,
    notPayable,
    expected: {
      paymentProviderId: session.provider_id,
      currency,
      amount: roundToMinor(exact(session as unknown as MedusaAmount), currency),
      ...(cart && {
        cart: { collectionAmount: roundToMinor(exact(collection), currency), total: roundToMinor(cart.total, currency) },
      }),
    },
  }
}

interface Row {
  readonly total?: string | number
  readonly raw_total?: { readonly value?: string } | null
}

type Query = { graph(input: object): Promise<{ data: Row[] }> }

async function loadCart(query: Query, cartId: string): Promise<{ total: string | number } | undefined> {
  const { data } = await query.graph({ entity: "cart", fields: ["id", "total", "raw_total"], filters: { id: cartId } })
  const cart = data[0]
  return cart && { total: cart.raw_total?.value ?? cart.total! }
}
