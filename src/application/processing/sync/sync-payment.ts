import type { MedusaContainer } from "@medusajs/framework/types"
import { PaymentSessionStatus } from "@medusajs/framework/utils"
import type { PaymentState } from "../../../services/domain/states"
import { awaitPaymentWorkflow } from "../../../medusa/await-payment"
import { endPaymentWorkflow } from "../../../medusa/end-payment"
import { closePaidOrder, endOrderPayment } from "./give-up-order"
import type { PaymentContext } from "../../ground/payment-context"
import { completePaymentWorkflow, type CompletedPayment } from "../../../medusa/complete-payment"

export interface SyncOptions {
  /** When the event arrived, if it has been tried before. */
  readonly interruptedSince: Date | null
  /** The provider's captured total, in integer minor units; null while nothing is captured. */
  readonly capturedTotal: bigint | null
}

/** The effect of a report on Medusa's rows, and what does not follow from it. */
export interface Synced extends Partial<CompletedPayment> {
  /** No message is sent: it would be untrue, or nothing has ended. */
  readonly notifiesNobody?: boolean
  /** No after-payment work is done: the order does not stand. */
  readonly startsNothing?: boolean
}

type Sync = (container: MedusaContainer, context: PaymentContext, options: SyncOptions) => Promise<Synced>

const complete: Sync = async (container, context, { interruptedSince, capturedTotal }) => {
  const { session, paymentId, cartId, orderId, notPayable, hasOtherSessions } = context
  const { result } = await completePaymentWorkflow(container).run({
    input: {
      session_id: session.id,
      session_status: session.status,
      collection_id: session.collectionId,
      cart_id: cartId,
      order_id: orderId,
      payment_id: paymentId,
      captured_total: capturedTotal?.toString() ?? null,
      interrupted_since: interruptedSince?.toISOString() ?? null,
      has_other_sessions: hasOtherSessions,
    },
  })
  if (notPayable) return { ...result, startsNothing: true }
  // An order that was made just now has never lacked its money.
  if (orderId && capturedTotal !== null) await closePaidOrder(container, orderId)
  return result
}

const end =
  (outcome: "failed" | "canceled"): Sync =>
  async (container, { session, paymentId, cartId, orderId, notPayable, expected }, { interruptedSince }) => {
    const input = {
      session_id: session.id,
      collection_id: session.collectionId,
      payment_id: paymentId,
      order_id: orderId,
      outcome,
    }
    await endPaymentWorkflow(container).run({ input })
    if (!orderId) return {}
    // Afterwards: of two payments that end at the same time, the later one to look sees both.
    const { askedAgain } = await endOrderPayment(container, {
      ...{ orderId, cartId, sessionId: session.id, interruptedSince },
      ...{ amount: expected.amount, currency: expected.currency },
      hasFailed: outcome === "failed",
    })
    // The message about a failure invites the customer to pay.
    return { notifiesNobody: askedAgain || (outcome === "failed" && notPayable !== null) }
  }

const wait =
  (status: "requires_more" | "pending"): Sync =>
  async (container, { session, paymentId, notPayable }) => {
    // With a payment, there is nothing to wait for on the session's side. A session whose order is made before it is paid waits
    // already: its status is core's.
    if (!paymentId && session.status !== PaymentSessionStatus.PENDING_AUTHORIZATION)
      await awaitPaymentWorkflow(container).run({ input: { session_id: session.id, status } })
    return { notifiesNobody: notPayable !== null }
  }

/** The effect of each reported state on Medusa's payment and order. */
export const SYNC: Record<PaymentState, Sync> = {
  pending: wait("pending"),
  requires_action: wait("requires_more"),
  authorized: complete,
  captured: complete,
  failed: end("failed"),
  canceled: end("canceled"),
  expired: end("canceled"),
}
