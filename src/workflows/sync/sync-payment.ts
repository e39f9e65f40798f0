import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentState } from "../../services/domain/states"
import { awaitPaymentWorkflow } from "./await-payment"
import { endPaymentWorkflow } from "./end-payment"
import type { PaymentContext } from "./payment-context"
import { settlePaymentWorkflow, type SettledPayment } from "./settle-payment"

export interface SyncOptions {
  /** When the event arrived, if it has been tried before. */
  readonly interruptedSince: Date | null
}

type Sync = (container: MedusaContainer, context: PaymentContext, options: SyncOptions) => Promise<Partial<SettledPayment>>

const settle =
  (captured: boolean): Sync =>
  async (container, { session, paymentId, cartId, orderId }, { interruptedSince }) => {
    const { result } = await settlePaymentWorkflow(container).run({
      input: {
        session_id: session.id,
        session_status: session.status,
        cart_id: cartId,
        order_id: orderId,
        payment_id: paymentId,
        captured,
        interrupted_since: interruptedSince?.toISOString() ?? null,
      },
    })
    return result
  }

const end =
  (outcome: "failed" | "canceled"): Sync =>
  async (container, { session, paymentId, orderId }) => {
    const input = {
      session_id: session.id,
      collection_id: session.collectionId,
      payment_id: paymentId,
      order_id: orderId,
      outcome,
    }
    await endPaymentWorkflow(container).run({ input })
    return {}
  }

const wait =
  (status: "requires_more" | "pending"): Sync =>
  async (container, { session, paymentId }) => {
    // With a payment there is nothing to wait for on the session's side: its status is core's.
    if (!paymentId) await awaitPaymentWorkflow(container).run({ input: { session_id: session.id, status } })
    return {}
  }

/** What each reported state does to Medusa's payment and order. */
export const SYNC: Record<PaymentState, Sync> = {
  pending: wait("pending"),
  requires_action: wait("requires_more"),
  authorized: settle(false),
  captured: settle(true),
  failed: end("failed"),
  canceled: end("canceled"),
  expired: end("canceled"),
}
