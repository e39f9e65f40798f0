import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ExpectedPayment } from "../../services/domain/compare"
import { UnmatchedPaymentError } from "../../services/domain/errors"
import { roundToMinor } from "../../services/domain/money"
import { isDetached } from "../../medusa/rows/detached"
import { sumMinor } from "../../medusa/rows/stored-amount"
import { findCartAndOrder } from "./cart-and-order"
import { findPaymentSession, type MedusaAmount } from "./find-payment-session"
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

const exact = ({ amount, raw_amount }: MedusaAmount): string | number => raw_amount?.value ?? amount

/**
 * Reads session, payment, cart and order by the session's id. The cart's total is read only while there is no order: it is the
 * amount that would be ordered, and core does not compare it with the money paid. Throws UnmatchedPaymentError when the session
 * is not there (yet, or any more: a changed cart drops its sessions). An order keeps its payment although the session is gone.
 */
export async function loadPaymentContext(container: MedusaContainer, sessionId: string): Promise<PaymentContext> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const session = await findPaymentSession(query, sessionId)
  const collectionId = session?.payment_collection_id
  const of = collectionId ? await findCartAndOrder(container, collectionId) : undefined
  if (!session || !of || (session.isGone && !of.orderId))
    throw new UnmatchedPaymentError(`no payment session ${sessionId}: not created yet, or replaced when its cart changed`)
  const { cartId, orderId, notPayable } = of
  const cart = cartId && !orderId ? await loadCart(query, cartId) : undefined
  const { currency_code: currency, payment, payment_collection: collection } = session
  const refunds = payment?.refunds ?? []
  return {
    session: { id: session.id, status: session.status, collectionId: session.payment_collection_id },
    hasOtherSessions: collection.payment_sessions?.some(({ id }) => id !== sessionId) ?? true,
    paymentId: payment?.id ?? null,
    isDetached: isDetached(collection),
    hasRefund: refunds.length > 0,
    refunded: refunds.length ? sumMinor(refunds, currency) : 0n,
    isCanceled: Boolean(payment?.canceled_at),
    cartId,
    orderId,
    notPayable,
    expected: {
      paymentProviderId: session.provider_id,
      currency,
      amount: roundToMinor(exact(session), currency),
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
