import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { PaymentReviewError } from "../../../services/domain/errors"
import type { PaymentFact } from "../../../services/domain/facts"
import { toMajor } from "../../../services/domain/money"
import { isMoney } from "../../../services/domain/states"
import type { PaymentRecord } from "../../../services/store/entities"
import type { PaymentTransaction } from "../../../services/store/payment-transaction"
import type { PaymentContext } from "../../ground/payment-context"

const doublePayment = (what: string, by: PaymentRecord): PaymentReviewError =>
  new PaymentReviewError(
    "double_payment",
    `${what} is paid already: ${toMajor(BigInt(by.amount), by.currency_code)} ${by.currency_code.toUpperCase()} by payment ` +
      `${by.provider_payment_id ?? by.payment_session_id} on account ${by.account}`,
  )

/**
 * Quarantines money for a cart or an order that another payment has paid. The cart is locked first, so that of two payments that
 * come at the same time one sees the other. Where only Medusa knows of the other payment (an order marked as paid by hand), the
 * order's own balance shows it.
 */
export async function guardDoublePayment(
  container: MedusaContainer,
  payments: PaymentTransaction,
  fact: PaymentFact,
  { session, cartId, orderId, paymentId }: PaymentContext,
): Promise<void> {
  if (!isMoney(fact.state)) return
  await payments.lock(`cart:${cartId ?? session.collectionId}`)
  const other = await payments.findPaidBeside(session.id, { payment_collection_id: session.collectionId, cart_id: cartId })
  if (other) throw doublePayment(orderId ? `order ${orderId}` : `cart ${cartId}`, other)
  if (orderId && (await isPaidInMedusa(container, orderId, paymentId))) {
    throw new PaymentReviewError("double_payment", `order ${orderId} is paid already, and not by session ${session.id}`)
  }
}

/**
 * Quarantines money that is being refunded or is refunded already: an order made of it would be shipped and not paid. Core
 * refunds a payment by itself when it could not make the order, and would make the order of the same payment the next time.
 */
export function guardRefunded(fact: PaymentFact, { session, cartId, orderId, isDetached, hasRefund }: PaymentContext): void {
  if (!isMoney(fact.state)) return
  if (isDetached) {
    const detail = `session ${session.id} was taken off its cart so that its money can be refunded: refund it`
    throw new PaymentReviewError("orphan_payment", detail)
  }
  if (hasRefund && cartId && !orderId) {
    const detail = `Medusa has begun to refund session ${session.id}: look whether it is refunded, then dismiss this`
    throw new PaymentReviewError("orphan_payment", detail)
  }
}

/**
 * A session that its cart has replaced can still be paid. If an earlier report tied it to the cart, it is distinguished from a
 * lost one.
 */
export async function guardReplacedSession(
  payments: PaymentTransaction,
  fact: PaymentFact,
  record: PaymentRecord | null,
): Promise<void> {
  if (!record || !isMoney(fact.state)) return
  await payments.lock(`cart:${record.cart_id ?? record.payment_collection_id}`)
  const other = await payments.findPaidBeside(record.payment_session_id, record)
  if (other) throw doublePayment(`cart ${record.cart_id}, which has replaced session ${record.payment_session_id},`, other)
}

/** Nothing is left to pay, and another payment paid it: Medusa itself may have captured this one a moment ago. */
async function isPaidInMedusa(container: MedusaContainer, orderId: string, paymentId: string | null): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [{ data: orders }, { data: captures }] = await Promise.all([
    query.graph({ entity: "order", fields: ["id", "total", "summary.pending_difference"], filters: { id: orderId } }),
    paymentId
      ? query.graph({ entity: "payment", fields: ["id", "captures.id"], filters: { id: paymentId } })
      : Promise.resolve({ data: [] as Array<{ captures?: unknown[] | null }> }),
  ])
  if (captures[0]?.captures?.length) return false
  const order = orders[0] as unknown as { total: number; summary?: { pending_difference?: number } } | undefined
  return Boolean(order && Number(order.total) > 0 && Number(order.summary?.pending_difference ?? 1) <= 0)
}
