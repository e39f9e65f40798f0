import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ExpectedPayment } from "../../services/domain/compare"
import { UnmatchedPaymentError } from "../../services/domain/errors"
import { roundToMinor } from "../../services/domain/money"
import { isDetached } from "../../medusa/rows/detached"

/** A fact's payment as Medusa knows it. */
export interface PaymentContext {
  readonly session: { readonly id: string; readonly status: string; readonly collectionId: string }
  readonly paymentId: string | null
  /** The session was detached from its cart, so that its money can be refunded. */
  readonly isDetached: boolean
  /** Medusa has a Refund row of the session's payment, whether it is carried out or only begun. */
  readonly hasRefund: boolean
  readonly cartId: string | null
  readonly orderId: string | null
  readonly expected: ExpectedPayment
}

interface MedusaAmount {
  readonly amount: string | number
  readonly raw_amount?: { readonly value?: string } | null
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
      "payment.id",
      "payment.refunds.id",
    ],
    filters: { id: sessionId },
  })
  const session = sessions[0]
  if (!session)
    throw new UnmatchedPaymentError(`no payment session ${sessionId}: not created yet, or replaced when its cart changed`)
  const collectionId = session.payment_collection_id as string
  const { cartId, orderId } = await findCartAndOrder(query, collectionId)
  const cart = cartId && !orderId ? await loadCart(query, cartId) : undefined
  const currency = session.currency_code
  const collection = session.payment_collection as unknown as MedusaAmount
  return {
    session: { id: session.id, status: session.status, collectionId },
    paymentId: session.payment?.id ?? null,
    isDetached: isDetached(session.payment_collection),
    hasRefund: Boolean(session.payment?.refunds?.length),
    cartId,
    orderId,
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
  readonly cart_id?: string
  readonly order_id?: string
  readonly total?: string | number
  readonly raw_total?: { readonly value?: string } | null
}

type Query = { graph(input: object): Promise<{ data: Row[] }> }

async function findCartAndOrder(query: Query, collectionId: string): Promise<{ cartId: string | null; orderId: string | null }> {
  const filters = { payment_collection_id: collectionId }
  const [{ data: carts }, { data: orders }] = await Promise.all([
    query.graph({ entity: "cart_payment_collection", fields: ["cart_id"], filters }),
    query.graph({ entity: "order_payment_collection", fields: ["order_id"], filters }),
  ])
  return { cartId: carts[0]?.cart_id ?? null, orderId: orders[0]?.order_id ?? null }
}

async function loadCart(query: Query, cartId: string): Promise<{ total: string | number } | undefined> {
  const { data } = await query.graph({ entity: "cart", fields: ["id", "total", "raw_total"], filters: { id: cartId } })
  const cart = data[0]
  return cart && { total: cart.raw_total?.value ?? cart.total! }
}
