import type { MedusaContainer } from "@medusajs/framework/types"
import { PaymentSessionStatus } from "@medusajs/framework/utils"
import type { PaymentState } from "../../../services/domain/states"
import { awaitPaymentWorkflow } from "../../../medusa/await-payment"
import { endPaymentWorkflow } from "../../../medusa/end-payment"
import { giveUpOrder, closePaidOrder } from "./give-up-order"
import type { PaymentContext } from "../../ground/payment-context"
import { completePaymentWorkflow, type CompletedPayment } from "../../../medusa/complete-payment"

export interface SyncOptions {
  /** When the event arrived, if it has been tried before. */
  readonly interruptedSince: Date | null
  /** The provider's captured total, in integer minor units; null while nothing is captured. */
  readonly capturedTotal: bigint | null
}

type Sync = (container: MedusaContainer, context: PaymentContext, options: SyncOptions) => Promise<Partial<CompletedPayment>>

const complete: Sync = async (container, { session, paymentId, cartId, orderId }, { interruptedSince, capturedTotal }) => {
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
    },
  })
  if (result.order_id && capturedTotal !== null) await closePaidOrder(container, result.order_id)
  return result
}

const end =
  (outcome: "failed" | "canceled"): Sync =>
  async (container, { session, paymentId, cartId, orderId }, { interruptedSince }) => {
    const input = {
      session_id: session.id,
      collection_id: session.collectionId,
      payment_id: paymentId,
      order_id: orderId,
      outcome,
    }
    await endPaymentWorkflow(container).run({ input })
    // A failed payment may be tried again; a canceled or expired one is over.
    if (orderId && outcome === "canceled") {
      await giveUpOrder(container, { orderId, cartId, sessionId: session.id, interruptedSince })
    }
    return {}
  }

const wait =
  (status: "requires_more" | "pending"): Sync =>
  async (container, { session, paymentId }) => {
    // With a payment, there is nothing to wait for on the session's side. A session whose order is made before it is paid waits
    // already: its status is core's.
    if (!paymentId && session.status !== PaymentSessionStatus.PENDING_AUTHORIZATION)
      await awaitPaymentWorkflow(container).run({ input: { session_id: session.id, status } })
    return {}
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
